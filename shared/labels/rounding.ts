import type { Cuboid } from '../geometry/cuboid.ts';
import type { Quaternion } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { Rectangle } from './sidecar.ts';

/**
 * Steps per unit of the values that this program creates: 4 decimals of a metre, 9 of a radian and so on. Engines differ
 * in the last bits of `sin` and `atan2`; rounded, files come out the same everywhere. Values read from a file are never
 * rounded.
 */
const STEPS = { metres: 1e4, quaternion: 1e9, radians: 1e9, pixels: 1e2, ratio: 1e4 } as const;

const LARGEST_ROUNDED_ANGLE = Math.floor(Math.PI * 1e9) / 1e9;

/** @param steps steps per unit, spelled out: powers with `**` are not exact in every engine */
function round(value: number, steps: number): number {
  const rounded = Math.round(value * steps) / steps;
  // + 0 turns −0, which JSON cannot hold, into 0; huge values have no decimals to round
  return Number.isFinite(rounded) ? rounded + 0 : value;
}

/** To a tenth of a millimetre. */
export function roundMetres(value: number): number {
  return round(value, STEPS.metres);
}

/** Stays in (−π, π]: π itself would round up to 3.141592654, beyond it. */
export function roundRadians(value: number): number {
  const rounded = round(value, STEPS.radians);
  return Math.abs(value) <= Math.PI && Math.abs(rounded) > Math.PI
    ? Math.sign(value) * LARGEST_ROUNDED_ANGLE
    : rounded;
}

/** To a hundredth of a pixel. */
export function roundPixels(value: number): number {
  return round(value, STEPS.pixels);
}

export function roundRatio(value: number): number {
  return round(value, STEPS.ratio);
}

/** With w ≥ 0, so that a rotation is written in one way: q and −q are the same rotation. */
export function roundQuaternion(q: Quaternion): Quaternion {
  const sign = q[3] < 0 ? -1 : 1;
  const at = (i: 0 | 1 | 2 | 3): number => round(q[i] * sign, STEPS.quaternion);
  return [at(0), at(1), at(2), at(3)];
}

export function roundVec3(v: Vec3): Vec3 {
  return [roundMetres(v[0]), roundMetres(v[1]), roundMetres(v[2])];
}

/** No side rounds to zero. */
export function roundCuboid({ centre, size, rotation }: Cuboid): Cuboid {
  const side = (axis: 0 | 1 | 2): number => Math.max(roundMetres(size[axis]), 1 / STEPS.metres);
  return {
    centre: roundVec3(centre),
    size: [side(0), side(1), side(2)],
    rotation: roundQuaternion(rotation),
  };
}

/** Rounds what an edit changed; numbers that it left alone stay as they were read, digit for digit. */
export function roundChanges(after: Cuboid, before: Cuboid): Cuboid {
  const rounded = roundCuboid(after);
  const changed = (key: 'centre' | 'size', axis: 0 | 1 | 2): number =>
    after[key][axis] === before[key][axis] ? before[key][axis] : rounded[key][axis];
  const isTurned = after.rotation.some((value, i) => value !== before.rotation[i]);
  return {
    centre: [changed('centre', 0), changed('centre', 1), changed('centre', 2)],
    size: [changed('size', 0), changed('size', 1), changed('size', 2)],
    rotation: isTurned ? rounded.rotation : before.rotation,
  };
}

export function roundRectangle({ left, top, right, bottom }: Rectangle): Rectangle {
  return {
    left: roundPixels(left),
    top: roundPixels(top),
    right: roundPixels(right),
    bottom: roundPixels(bottom),
  };
}
