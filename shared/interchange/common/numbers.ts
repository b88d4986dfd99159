import type { Cuboid } from '../../geometry/cuboid.ts';
import {
  fromAxisAngle,
  fromEulerXyz,
  multiply,
  toMatrix3,
  type Quaternion,
} from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vec3.ts';

/** Decimals of computed metres: a micrometre, far below what a box means, and the same on every engine. */
const METRE_STEPS = 1e6;
const RADIAN_STEPS = 1e7;

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
  return [computedRadians(x), computedRadians(y), computedRadians(z)];
}

/**
 * An angle that was computed: to seven decimals, which a quaternion of nine decimals comes back to. Stays in (−π, π]: π
 * itself would round up beyond it.
 */
function computedRadians(value: number): number {
  return within(Math.round(value * RADIAN_STEPS) / RADIAN_STEPS + 0, RADIAN_STEPS);
}

function within(angle: number, steps: number): number {
  const largest = Math.floor(Math.PI * steps) / steps;
  return Math.max(-largest, Math.min(largest, angle));
}

/** An angle in (−π, π] with six decimals, and still within. */
export function sixDecimalsOfAngle(value: number): string {
  return sixDecimals(within(value, METRE_STEPS));
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

/**
 * Angles rx, ry, rz with R = Rz(rz) · Ry(ry) · Rx(rx), radians, rounded: rz is the heading, ry the pitch, rx the roll. At
 * ry = ±90° the roll is 0.
 */
export function eulerZyx(rotation: Quaternion): Vec3 {
  const m = toMatrix3(rotation);
  const ry = Math.atan2(-m[6], Math.hypot(m[0], m[3]));
  if (Math.hypot(m[0], m[3]) < 1e-9) return roundedAngles([0, ry, Math.atan2(-m[1], m[4])]);
  return roundedAngles([Math.atan2(m[7], m[8]), ry, Math.atan2(m[3], m[0])]);
}

/** The reverse of {@link eulerZyx}. */
export function fromEulerZyx([rx, ry, rz]: Vec3): Quaternion {
  const level = multiply(fromAxisAngle([0, 1, 0], ry), fromAxisAngle([1, 0, 0], rx));
  return multiply(fromAxisAngle([0, 0, 1], rz), level);
}
