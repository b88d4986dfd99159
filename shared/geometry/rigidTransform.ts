import { apply, IDENTITY3, inverse, multiply, type Matrix3 } from './matrix3.ts';
import { add, scale, ZERO, type Vec3 } from './vec3.ts';

/**
 * A change of frame, named targetFromSource: p_target = rotation · p_source + translation.
 * The rotation is kept as the matrix that was read: files carry matrices that are orthonormal to a few digits only,
 * and projecting with anything but those digits moves pixels.
 */
export interface RigidTransform {
  readonly rotation: Matrix3;
  /** Metres, in the target frame. */
  readonly translation: Vec3;
}

export const IDENTITY_TRANSFORM: RigidTransform = { rotation: IDENTITY3, translation: ZERO };

export function transformPoint(targetFromSource: RigidTransform, point: Vec3): Vec3 {
  return add(apply(targetFromSource.rotation, point), targetFromSource.translation);
}

/** cFromB · bFromA = cFromA. */
export function composeTransforms(cFromB: RigidTransform, bFromA: RigidTransform): RigidTransform {
  return {
    rotation: multiply(cFromB.rotation, bFromA.rotation),
    translation: transformPoint(cFromB, bFromA.translation),
  };
}

export function invertTransform(targetFromSource: RigidTransform): RigidTransform {
  const rotation = inverse(targetFromSource.rotation);
  return { rotation, translation: scale(apply(rotation, targetFromSource.translation), -1) };
}

/** Is it the same to the last digit? */
export function isSameTransform(a: RigidTransform, b: RigidTransform): boolean {
  return (
    a === b ||
    (a.translation.every((value, i) => value === b.translation[i]) &&
      a.rotation.every((value, i) => value === b.rotation[i]))
  );
}

/** From 12 or 16 numbers, row-major; a last row of 0 0 0 1 is implied. */
export function transformFromRows(m: readonly number[]): RigidTransform {
  const at = (i: number): number => m[i]!;
  return {
    rotation: [at(0), at(1), at(2), at(4), at(5), at(6), at(8), at(9), at(10)],
    translation: [at(3), at(7), at(11)],
  };
}
