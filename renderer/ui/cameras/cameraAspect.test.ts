import { expect, test } from 'vitest';
import type { Camera, DataFile, Sequence } from '#shared/dataset/dataset.ts';
import type { ImageSize } from '#renderer/images/imageStore.ts';
import { CameraAspects, hasWideImages } from './cameraAspect.ts';

const SIZES: Readonly<Record<string, ImageSize>> = {
  '0.png': { width: 1242, height: 375 },
  '1.png': { width: 800, height: 600 },
};
const images = { sizeOf: (path: string) => SIZES[path] };
const camera: Camera = { id: 'image_2', name: 'image_2' };
const shown = (path: string): readonly DataFile[] => [{ sensor: 'image_2', path }];

test('what the dataset says counts', () => {
  const stated = { ...camera, width: 1600, height: 900 };
  expect(new CameraAspects(images).of(stated, shown('0.png'))).toBe(16 / 9);
});

test('else the first image that came, in every later frame too', () => {
  const aspects = new CameraAspects(images);
  expect(aspects.of(camera, shown('not-here.png'))).toBe(4 / 3);
  expect(aspects.of(camera, shown('0.png'))).toBe(1242 / 375);
  expect(aspects.of(camera, shown('1.png'))).toBe(1242 / 375);
  expect(aspects.of(camera, [])).toBe(1242 / 375);
});

test.each([
  ['0.png', true],
  ['1.png', false],
  ['not-here.png', false],
])('a sequence that starts with %s has wide images: %s', (path, expected) => {
  const sequence: Sequence = {
    id: 's',
    name: 's',
    lidars: [],
    cameras: [camera],
    frames: [{ id: '0', name: '0', index: 0, clouds: [], images: [...shown(path)] }],
  };
  expect(hasWideImages(sequence, images)).toBe(expected);
});
