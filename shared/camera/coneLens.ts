import type { Intrinsics } from '../dataset/dataset.ts';
import type { Point2 } from '../geometry/point2.ts';
import { length, normalise, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel } from './cameraModel.ts';
import { clipToCone } from './clipToDomain.ts';

/**
 * Distance from the principal point, in focal lengths, beyond which nothing is projected: 89.94° off the axis of a
 * pinhole. The image of some lenses reaches to infinity, and its last million pixels are rounding errors.
 */
export const WIDEST_RADIUS = 1e3;

/** Clipped ends lie this far inside the domain, so that rounding cannot put them outside (of the cosine). */
const CLIP_MARGIN = 1e-7;
/** A pixel at the very end of the image sees a ray that rounding may put this far outside (of the cosine). */
const RAY_MARGIN = 1e-9;

/** A lens that treats all directions at one angle off the optical axis alike, as far as its domain goes. */
export interface ConeLens {
  readonly intrinsics: Intrinsics;
  /**
   * Where a point of the domain lies on the image plane, in focal lengths from the principal point. `range` is its
   * distance from the camera, over 0.
   */
  toPlane(point: Vec3, range: number): Point2;
  /** Some vector in the direction that a point of the image plane sees; undefined where there is none. */
  fromPlane(point: Point2): Vec3 | undefined;
  /** Cosine of the widest angle off the axis that the lens sees. */
  readonly cosine: number;
}

/** The camera model of a lens whose domain is a cone round the optical axis, which may be wider than 180°. */
export function createConeLens({ intrinsics, toPlane, fromPlane, cosine }: ConeLens): CameraModel {
  const { fx, fy, cx, cy } = intrinsics;
  return {
    intrinsics,
    isRectilinear: false,
    project(point) {
      const range = length(point);
      // NaN fails every comparison.
      if (!(range > 0 && range < Infinity && point[2] >= cosine * range)) return undefined;
      const [x, y] = toPlane(point, range);
      return [fx * x + cx, fy * y + cy];
    },
    unproject([u, v]) {
      const ray = fromPlane([(u - cx) / fx, (v - cy) / fy]);
      const direction = ray && normalise(ray);
      return direction !== undefined && direction[2] >= cosine - RAY_MARGIN ? direction : undefined;
    },
    clipSegment: (from, to) => clipToCone(from, to, cosine + CLIP_MARGIN),
  };
}

/** The cosine of the angle off the axis that the lens puts at `radius`. */
export function cosineAt(fromPlane: ConeLens['fromPlane'], radius: number): number {
  const ray = fromPlane([radius, 0]);
  return ray === undefined ? 1 : ray[2] / length(ray);
}
