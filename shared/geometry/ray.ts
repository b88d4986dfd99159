import { boxFromLabel, type Cuboid } from './cuboid.ts';
import { apply, transpose } from './matrix3.ts';
import { toMatrix3 } from './quaternion.ts';
import { addScaled, dot, subtract, type Vec3 } from './vec3.ts';

/** A half-line: `origin` in metres, `direction` of unit length, both in the same frame. */
export interface Ray {
  readonly origin: Vec3;
  readonly direction: Vec3;
}

export function pointOnRay(ray: Ray, distanceMetres: number): Vec3 {
  return addScaled(ray.origin, ray.direction, distanceMetres);
}

/** Where the ray meets the plane through `point` with that normal; undefined when parallel or behind the origin. */
export function intersectPlane(ray: Ray, point: Vec3, normal: Vec3): Vec3 | undefined {
  const t = dot(subtract(point, ray.origin), normal) / dot(ray.direction, normal);
  return Number.isFinite(t) && t >= 0 ? pointOnRay(ray, t) : undefined;
}

/**
 * Parameter t of the point axisOrigin + t · axisDirection that is closest to the ray's line: what a drag along an
 * axis needs. In metres when the direction has unit length; 0 where the ray runs along the axis and any t is as good.
 */
export function closestPointOnAxis(ray: Ray, axisOrigin: Vec3, axisDirection: Vec3): number {
  const offset = subtract(axisOrigin, ray.origin);
  const aa = dot(axisDirection, axisDirection);
  const ad = dot(axisDirection, ray.direction);
  const dd = dot(ray.direction, ray.direction);
  const denominator = aa * dd - ad * ad;
  // Below this the angle between them is under 1e-6 rad, and rounding alone would decide the answer.
  if (denominator <= 1e-12 * aa * dd) return 0;
  return (ad * dot(ray.direction, offset) - dd * dot(axisDirection, offset)) / denominator;
}

/** Where a ray meets a cuboid: metres along the ray, and which face by its outward axis and sign. */
export interface CuboidHit {
  readonly distance: number;
  readonly axis: 0 | 1 | 2;
  readonly sign: 1 | -1;
}

const AXES = [0, 1, 2] as const;

/** The first face that the ray crosses: the one it enters by, or, from inside, the one it leaves by (slab method). */
export function intersectCuboid(ray: Ray, cuboid: Cuboid): CuboidHit | undefined {
  const origin = boxFromLabel(cuboid, ray.origin);
  const direction = apply(transpose(toMatrix3(cuboid.rotation)), ray.direction);
  let enter: CuboidHit = { distance: -Infinity, axis: 0, sign: 1 };
  let leave: CuboidHit = { distance: Infinity, axis: 0, sign: 1 };
  for (const axis of AXES) {
    const half = cuboid.size[axis] / 2;
    const from = origin[axis];
    const step = direction[axis];
    if (step === 0) {
      if (Math.abs(from) > half) return undefined;
    } else {
      const sign = step > 0 ? 1 : -1;
      const near = (-sign * half - from) / step;
      const far = (sign * half - from) / step;
      // Written so that NaN anywhere means no hit.
      if (!(near <= far)) return undefined;
      if (near > enter.distance) enter = { distance: near, axis, sign: sign === 1 ? -1 : 1 };
      if (far < leave.distance) leave = { distance: far, axis, sign };
    }
  }
  if (enter.distance > leave.distance || leave.distance < 0) return undefined;
  return enter.distance >= 0 ? enter : leave;
}
