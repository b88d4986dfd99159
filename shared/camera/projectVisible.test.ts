import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCuboid } from '../../testing/geometryArbitraries.ts';
import type { Intrinsics } from '../dataset/dataset.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import type { CameraView } from './cameraView.ts';
import { createCameraModel } from './createCameraModel.ts';
import { projectCuboid } from './projectCuboid.ts';
import { projectVisible, projectVisibleBounds } from './projectVisible.ts';

const plane = { fx: 900, fy: 900, cx: 639.5, cy: 399.5 };

/** Wide and narrow, some with a principal point beside the middle, and one that folds inside its image. */
const LENSES: readonly Intrinsics[] = [
  { model: 'pinhole', ...plane },
  { model: 'pinhole', ...plane, cx: 1500 },
  { model: 'brown-conrady', ...plane, coefficients: [-0.1, 0.02, 1e-3, -5e-4, 0] },
  { model: 'brown-conrady', ...plane, fx: 500, fy: 500, coefficients: [-0.5, 0, 5e-3, -5e-3] },
  { model: 'brown-conrady', ...plane, coefficients: [-0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, -0.1] },
  { model: 'kannala-brandt', ...plane, fx: 330, fy: 330, coefficients: [-0.1, 0.05, -0.087, 0.045] },
  { model: 'kannala-brandt', ...plane, fx: 250, fy: 250, coefficients: [0.02, 0.001, 0, 0] },
  { model: 'mei', ...plane, xi: 1.9, coefficients: [-0.05, 0.01, 0, 0] },
  { model: 'double-sphere', ...plane, fx: 300, fy: 300, xi: -0.2, alpha: 0.6 },
];

const everyCamera = fc.constantFrom(
  ...LENSES.map((intrinsics): CameraView => ({
    model: createCameraModel(intrinsics),
    cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 1.5, 0] },
    width: 1280,
    height: 800,
  })),
);

describe('projectVisible', () => {
  test('is projectCuboid wherever some of the cuboid is in the image, and nothing elsewhere', () => {
    const told = { seen: 0, unseen: 0 };
    fc.assert(
      fc.property(everyCamera, arbitraryCuboid(15), (camera, cuboid) => {
        const projected = projectCuboid(cuboid, camera);
        const isSeen = projected?.clipped !== undefined;
        told[isSeen ? 'seen' : 'unseen']++;
        const { clipped, truncation } = projectVisible(cuboid, camera) ?? {};
        expect(clipped).toEqual(projected?.clipped);
        expect(truncation).toBe(isSeen ? projected.truncation : undefined);
        const bounds = projectVisibleBounds(cuboid, camera);
        expect(bounds?.clipped).toEqual(clipped);
        expect(isSeen ? projected : {}).toMatchObject(bounds ?? {});
      }),
      { numRuns: 500 },
    );
    expect(Math.min(told.seen, told.unseen)).toBeGreaterThan(75);
  });

  test('what is far outside the view is not projected at all', () => {
    let projections = 0;
    const model = createCameraModel(LENSES[2]!);
    const camera: CameraView = {
      model: {
        ...model,
        project(point) {
          projections++;
          return model.project(point);
        },
      },
      cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 1.5, 0] },
      width: 1280,
      height: 800,
    };
    const car = { size: [4, 2, 1.5], rotation: fromYaw(0.3) } as const;
    expect(projectVisible({ ...car, centre: [20, 0, 0.75] }, camera)).toBeDefined();
    projections = 0;
    for (const centre of [
      [-20, 0, 0.75],
      [5, 20, 0.75],
      [0, -9, 0.75],
    ] as const)
      expect(projectVisible({ ...car, centre }, camera)).toBeUndefined();
    expect(projections).toBe(0);
  });
});
