import { expect, test } from 'vitest';
import type { Camera, Frame } from '#shared/dataset/dataset.ts';
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

test('ahead is where the front camera looks', () => {
  const cameras = [camera('back', [1, 0, 0]), camera('front', [0, -1, 0.02])];
  expect(forwardHeading({ cameras, frames: [] })).toBeCloseTo(-Math.PI / 2, 6);
});

test('without a camera called front it is the first that is calibrated', () => {
  expect(
    forwardHeading({ cameras: [{ id: 'a', name: 'a' }, camera('b', [-1, 0, 0])], frames: [] }),
  ).toBeCloseTo(Math.PI, 6);
});

test('without a calibrated camera, or with one that looks straight down, it is +x', () => {
  expect(forwardHeading({ cameras: [], frames: [] })).toBe(0);
  expect(forwardHeading({ cameras: [camera('front', [0, 0, -1])], frames: [] })).toBe(0);
});

test('where every image has its own calibration, the first frame tells', () => {
  const { calibration } = camera('front', [0, 1, 0]);
  const frame: Frame = {
    id: 'f',
    name: 'f',
    index: 0,
    clouds: [{ sensor: 'lidar', path: 'f.pcd' }],
    images: [{ sensor: 'front', path: 'f.jpg', calibration }],
  };
  const cameras = [{ id: 'front', name: 'front' }, camera('back', [-1, 0, 0])];
  expect(forwardHeading({ cameras, frames: [frame] })).toBeCloseTo(Math.PI / 2, 6);
});
