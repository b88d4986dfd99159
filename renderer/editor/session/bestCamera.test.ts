import { expect, test } from 'vitest';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { IDENTITY } from '#shared/geometry/quaternion.ts';
import { bestCamera } from './bestCamera.ts';
import type { ProjectingCamera } from '#shared/labels/projectionsOf.ts';

/** At the origin, looking along +z as cameras do, with this much shift of the image to the side. */
function camera(id: string, focal: number, cx = 400): ProjectingCamera {
  const model = createCameraModel({ model: 'pinhole', fx: focal, fy: focal, cx, cy: 300 });
  const cameraFromLabel = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] } as const;
  return { id, hash: id, view: { model, cameraFromLabel, width: 800, height: 600 } };
}

const ahead = { centre: [0, 0, 10], size: [2, 2, 2], rotation: IDENTITY } as const;

test('the camera that shows it largest', () => {
  expect(bestCamera(ahead, [camera('wide', 300), camera('narrow', 600)])).toBe('narrow');
});

test('but rather the whole small than a part of it large', () => {
  expect(bestCamera(ahead, [camera('wide', 300), camera('cut', 900, 0)])).toBe('wide');
  expect(bestCamera(ahead, [camera('cut', 900, 0), camera('wide', 300)])).toBe('wide');
});

test('the larger part where none shows the whole', () => {
  expect(bestCamera(ahead, [camera('some', 900, -20), camera('half', 900, 0)])).toBe('half');
});

test('none, where it is behind all of them', () => {
  expect(bestCamera({ ...ahead, centre: [0, 0, -10] }, [camera('wide', 300)])).toBeUndefined();
});
