import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromEulerXyz, toMatrix3, type Quaternion } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { roundRadians } from '../../labels/rounding.ts';

/** Decimals of computed metres: a micrometre, far below what a box means, and the same on every engine. */
const METRE_STEPS = 1e6;

/** A length that was computed, metres: rounded, for engines differ in the last bits. */
export function computedMetres(value: number): number {
  const rounded = Math.round(value * METRE_STEPS) / METRE_STEPS;
  return Number.isFinite(rounded) ? rounded + 0 : value;
}

export function computedPoint([x, y, z]: Vec3): Vec3 {
  return [computedMetres(x), computedMetres(y), computedMetres(z)];
}

/** A number with six decimals, as text formats have it; never `-0.000000`. */
export function sixDecimals(value: number): string {
  const text = value.toFixed(6);
  return /^-0\.0+$/.test(text) ? text.slice(1) : text;
}

/**
 * Euler angles with R = Rx(rx) · Ry(ry) · Rz(rz), radians, rounded: the reverse of `fromEulerXyz`. At ry = ±90°, where rx
 * and rz turn about one axis, rz is 0.
 */
export function eulerXyz(rotation: Quaternion): Vec3 {
  const m = toMatrix3(rotation);
  const ry = Math.atan2(m[2], Math.hypot(m[0], m[1]));
  if (Math.hypot(m[0], m[1]) < 1e-9) return roundedAngles([Math.atan2(m[7], m[4]), ry, 0]);
  return roundedAngles([Math.atan2(-m[5], m[8]), ry, Math.atan2(-m[1], m[0])]);
}

function roundedAngles([x, y, z]: Vec3): Vec3 {
  return [roundRadians(x), roundRadians(y), roundRadians(z)];
}

/** The cuboid that is read back where its rotation is written as {@link eulerXyz} and all else as it is. */
export function fromWrittenEuler(cuboid: Cuboid, [rx, ry, rz]: Vec3): Cuboid {
  return { ...cuboid, rotation: fromEulerXyz(rx, ry, rz) };
}

/** Are all its numbers finite and its sides positive? */
export function isSound({ centre, size, rotation }: Cuboid): boolean {
  return (
    [...centre, ...size, ...rotation].every((value) => Number.isFinite(value)) &&
    size.every((side) => side > 0) &&
    rotation.some((value) => value !== 0)
  );
}
