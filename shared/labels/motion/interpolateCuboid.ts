import type { Cuboid } from '../../geometry/cuboid.ts';
import {
  conjugate,
  fromRotationVector,
  multiply,
  toRotationVector,
  type Quaternion,
} from '../../geometry/quaternion.ts';
import { add, addScaled, length, lerp, scale, subtract, ZERO, type Vec3 } from '../../geometry/vec3.ts';

/** A cuboid at a moment, in a frame that does not move. */
export interface Knot {
  /** In any unit, the same for all. */
  readonly time: number;
  readonly cuboid: Cuboid;
}

/**
 * An object between the moments at which it is known. Place and rotation follow cubic curves (Hermite) whose velocities at
 * a knot are those of the parabola through it and its two neighbours (Bessel's tangents: exact for constant acceleration
 * and constant turn rate), held to three times the slower of the two speeds about it, so that what stands still does not
 * swing out before it sets off (Fritsch and Carlson 1980). Between two knots alone that is a straight line. Rotation is
 * followed the short way, in the tangent space of the knot before. Sides change evenly.
 *
 * @param knots two or more, by time, no two at the same
 * @param time within the knots' times
 */
export function interpolateCuboid(knots: readonly Knot[], time: number): Cuboid {
  const at = Math.max(
    1,
    knots.findIndex((knot) => knot.time >= time),
  );
  const [from, to] = [knots[at - 1]!, knots[at]!];
  const step = to.time - from.time;
  const u = (time - from.time) / step;
  const place = curveAt(tangents(knots, at, centreStep), centreStep(from, to), step, u);
  const turn = curveAt(tangents(knots, at, turnStep), turnStep(from, to), step, u);
  return {
    centre: add(from.cuboid.centre, place),
    size: lerp(from.cuboid.size, to.cuboid.size, u),
    rotation: multiply(from.cuboid.rotation, fromRotationVector(turn)),
  };
}

function centreStep(from: Knot, to: Knot): Vec3 {
  return subtract(to.cuboid.centre, from.cuboid.centre);
}

function turnStep(from: Knot, to: Knot): Vec3 {
  return toRotationVector(multiply(inverse(from.cuboid.rotation), to.cuboid.rotation));
}

/** Rotations that were read with few decimals are of unit length only nearly. */
function inverse(q: Quaternion): Quaternion {
  const norm = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3];
  const [x, y, z, w] = conjugate(q);
  return [x / norm, y / norm, z / norm, w / norm];
}

type StepBetween = (from: Knot, to: Knot) => Vec3;

/** Velocities at the knots `at - 1` and `at`. */
function tangents(knots: readonly Knot[], at: number, stepBetween: StepBetween): readonly [Vec3, Vec3] {
  const velocity = (i: number): Vec3 | undefined => {
    const [from, to] = [knots[i - 1], knots[i]];
    return from && to && scale(stepBetween(from, to), 1 / (to.time - from.time));
  };
  const duration = (i: number): number => knots[i]!.time - knots[i - 1]!.time;
  const own = velocity(at)!;
  const before = velocity(at - 1);
  const after = velocity(at + 1);
  const start =
    before && held(lerp(before, own, duration(at - 1) / (duration(at - 1) + duration(at))), before, own);
  const end = after && held(lerp(own, after, duration(at) / (duration(at) + duration(at + 1))), own, after);
  // At either end of all knots the parabola through the last three goes on.
  return [
    start ?? (end === undefined ? own : held(subtract(scale(own, 2), end), own, own)),
    end ?? (start === undefined ? own : held(subtract(scale(own, 2), start), own, own)),
  ];
}

function held(velocity: Vec3, a: Vec3, b: Vec3): Vec3 {
  const limit = 3 * Math.min(length(a), length(b));
  const speed = length(velocity);
  return speed <= limit ? velocity : scale(velocity, speed === 0 ? 0 : limit / speed);
}

/** From zero to `whole` over `duration`, at the share `u` of it. */
function curveAt([start, end]: readonly [Vec3, Vec3], whole: Vec3, duration: number, u: number): Vec3 {
  const v = 1 - u;
  const withStart = addScaled(ZERO, start, u * v * v * duration);
  const withEnd = addScaled(withStart, end, -u * u * v * duration);
  return addScaled(withEnd, whole, u * u * (3 - 2 * u));
}
