import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { cross, normalise, type Vec3 } from '#shared/geometry/vec3.ts';

/**
 * The street: a left-hand circular arc that starts at the world's origin towards +x, and climbs a hill. Places on it
 * are told as `s`, metres along the centre line, and `d`, metres to the left of it; both have closed forms on an arc.
 */

/** Radius of the centre line in metres. */
export const ROAD_RADIUS = 260;
/** Half the carriageway, up to the kerb. */
export const KERB_D = 5.9;
export const KERB_HEIGHT = 0.13;
/** Half the street, up to the outer edge of the pavement. */
export const PAVEMENT_D = 9.6;
/** Centre of the right-hand lane, and of the parking lane beside it. */
export const LANE_D = 1.75;
export const PARKING_D = 4.75;

const GRADE = 0.065;
/** The climb starts here and is at its full grade `BEND` metres of x later; it flattens likewise at the crest. */
const FOOT_X = 14;
const CREST_X = 92;
const BEND = 36;

/** ∫ smoothstep: how far a grade that grows from 0 to 1 over u ∈ [0, 1] has climbed. */
function climb(u: number): number {
  if (u <= 0) return 0;
  return u >= 1 ? u - 0.5 : u * u * u * (1 - u / 2);
}

function smoothstep(u: number): number {
  const t = Math.min(Math.max(u, 0), 1);
  return t * t * (3 - 2 * t);
}

/** Height of the carriageway in metres. It depends on x alone, which keeps rays on it free of trigonometry. */
export function roadHeight(x: number): number {
  return GRADE * BEND * (climb((x - FOOT_X) / BEND) - climb((x - CREST_X) / BEND));
}

/** dz/dx of {@link roadHeight}. */
export function roadGrade(x: number): number {
  return GRADE * (smoothstep((x - FOOT_X) / BEND) - smoothstep((x - CREST_X) / BEND));
}

/** The x between which the height is (nearly) straight: rays are tested piece by piece. */
export const HEIGHT_KNOTS: readonly number[] = [FOOT_X, CREST_X].flatMap((start) =>
  Array.from({ length: 9 }, (_, i) => start + (BEND * i) / 8),
);

/** Metres to the left of the centre line. */
export function lateralOffset(x: number, y: number): number {
  const dy = y - ROAD_RADIUS;
  return ROAD_RADIUS - Math.sqrt(x * x + dy * dy);
}

/** Metres along the centre line. */
export function arcLength(x: number, y: number): number {
  return ROAD_RADIUS * Math.atan2(x, ROAD_RADIUS - y);
}

/** Height of the ground there, kerb included. */
export function groundHeight(x: number, y: number): number {
  return roadHeight(x) + (Math.abs(lateralOffset(x, y)) > KERB_D ? KERB_HEIGHT : 0);
}

/** The point of the ground at (s, d). */
export function groundPoint(s: number, d: number): Vec3 {
  const angle = s / ROAD_RADIUS;
  const x = (ROAD_RADIUS - d) * Math.sin(angle);
  const y = ROAD_RADIUS - (ROAD_RADIUS - d) * Math.cos(angle);
  return [x, y, groundHeight(x, y)];
}

/**
 * worldFromObject of something that stands on wheels at (s, d): x along the street turned by `turnRad`
 * counter-clockwise, z along the normal of the slope.
 */
export function poseOnSlope(s: number, d: number, turnRad: number): RigidTransform {
  const origin = groundPoint(s, d);
  const heading = s / ROAD_RADIUS + turnRad;
  const grade = roadGrade(origin[0]);
  const forward = normalise([Math.cos(heading), Math.sin(heading), grade * Math.cos(heading)]);
  return fromAxes(forward, normalise([-grade, 0, 1]), origin);
}

/** worldFromObject of something that stands upright whatever the slope: people, poles, houses. */
export function poseUpright(s: number, d: number, turnRad: number): RigidTransform {
  const heading = s / ROAD_RADIUS + turnRad;
  return fromAxes([Math.cos(heading), Math.sin(heading), 0], [0, 0, 1], groundPoint(s, d));
}

function fromAxes(forward: Vec3, up: Vec3, origin: Vec3): RigidTransform {
  const left = cross(up, forward);
  return {
    rotation: [forward[0], left[0], up[0], forward[1], left[1], up[1], forward[2], left[2], up[2]],
    translation: origin,
  };
}
