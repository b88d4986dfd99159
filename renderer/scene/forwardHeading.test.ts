import { expect, test } from 'vitest';
import type { Camera } from '#shared/dataset/dataset.ts';
import { forwardHeading } from './forwardHeading.ts';

/** A camera whose view direction, its third row, is `forward` in the label frame. */
function camera(id: string, forward: readonly [number, number, number]): Camera {
  return {
    id,
    name: id,
    calibration: {
      intrinsics: { model: 'pinhole', fx: 1000, fy: 1000, cx: 500, cy: 400 },
      cameraFromLabel: { rotation: [1, 0, 0, 0, 0, -1, ...forward], translation: [0, 0, 0] },
      hash: 'sha256:0',
    },
  };
}

const none = (): undefined => undefined;

test('ahead is where the front camera looks', () => {
  const cameras = [camera('back', [1, 0, 0]), camera('front', [0, -1, 0.02])];
  expect(forwardHeading(cameras, none)).toBeCloseTo(-Math.PI / 2, 6);
});

test('without a camera called front it is the first that is calibrated', () => {
  const cameras = [{ id: 'a', name: 'a' }, camera('b', [-1, 0, 0])];
  expect(forwardHeading(cameras, none)).toBeCloseTo(Math.PI, 6);
});

test('without a calibrated camera, or with one that looks straight down, it is +x', () => {
  expect(forwardHeading([], none)).toBe(0);
  expect(forwardHeading([camera('front', [0, 0, -1])], none)).toBe(0);
});

test('of a camera that only its images have a calibration of, that of an image', () => {
  const { calibration } = camera('front', [0, 1, 0]);
  const cameras = [{ id: 'front', name: 'front' }, camera('back', [-1, 0, 0])];
  const ofImage = ({ id }: Camera) => (id === 'front' ? calibration : undefined);
  expect(forwardHeading(cameras, ofImage)).toBeCloseTo(Math.PI / 2, 6);
});
