import { expect, test } from 'vitest';
import type { Camera } from '#shared/dataset/dataset.ts';
import { frontFirst } from './cameraOrder.ts';

const camerasOf = (...ids: string[]): readonly Camera[] => ids.map((id) => ({ id, name: id }));
const idsOf = (cameras: readonly Camera[]): readonly string[] => cameras.map(({ id }) => id);

test.each([
  [
    ['back_camera', 'front_camera', 'front_left_camera'],
    ['front_camera', 'back_camera', 'front_left_camera'],
  ],
  [
    ['CAM_FRONT_LEFT', 'CAM_FRONT', 'CAM_BACK'],
    ['CAM_FRONT', 'CAM_FRONT_LEFT', 'CAM_BACK'],
  ],
  [
    ['image_00', 'image_02'],
    ['image_00', 'image_02'],
  ],
])('of %j the front camera comes first', (given, expected) => {
  expect(idsOf(frontFirst(camerasOf(...given)))).toEqual(expected);
});
