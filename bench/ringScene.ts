import type { Intrinsics } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import { labelledObject } from '../testing/agreement/truthScenes.ts';

/** Of all six cameras; their images have 1600 × 900 pixels. */
export const LENS: Intrinsics = {
  model: 'brown-conrady',
  fx: 1000,
  fy: 1000,
  cx: 799.5,
  cy: 449.5,
  coefficients: [-0.1, 0.02, 1e-3, -5e-4, 0],
};
export const IMAGE_SIZE = { width: 1600, height: 900 };

/** The pose of a camera at the lidar that looks level towards a heading. */
export function levelCamera(headingRad: number, aheadMetres = 0): RigidTransform {
  const [cos, sin] = [Math.cos(headingRad), Math.sin(headingRad)];
  return { rotation: [sin, -cos, 0, 0, 0, -1, cos, sin, 0], translation: [0, 0, aheadMetres] };
}

/** Where a car stands, seen from the lidar, and where it heads. */
export interface CarPlace {
  readonly angleRad: number;
  readonly rangeMetres: number;
  readonly yawRad: number;
}

/** As many cars as there are places, all of one size, a metre below the lidar. */
export function labelledCars(frameId: string, places: readonly CarPlace[]): readonly ObjectJson[] {
  return places.map(({ angleRad, rangeMetres, yawRad }, i) => {
    const cuboid: Cuboid = {
      centre: [rangeMetres * Math.cos(angleRad), rangeMetres * Math.sin(angleRad), -1],
      size: [4.4, 1.9, 1.6],
      rotation: [0, 0, Math.sin(yawRad / 2), Math.cos(yawRad / 2)],
    };
    return labelledObject({ id: frameId }, trackIdOf(i), 'car', cuboid, 50);
  });
}

function trackIdOf(i: number): string {
  return `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
}
