import { fromMatrix3, toMatrix3 } from '../../geometry/quaternion.ts';
import { multiply, type Matrix3 } from '../../geometry/matrix3.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion, roundVec3 } from '../../labels/rounding.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { linesOf, parseDecimal, wordsOf } from './kittiText.ts';

/** What is used of the 30 numbers that KITTI's OXTS unit measured for a frame. */
export interface Oxts {
  /** Degrees. */
  readonly latitude: number;
  /** Degrees. */
  readonly longitude: number;
  /** Metres. */
  readonly altitude: number;
  /** Radians, positive with the left side up. */
  readonly roll: number;
  /** Radians, positive with the front down. */
  readonly pitch: number;
  /** Radians, 0 is east, counter-clockwise. */
  readonly yaw: number;
}

const COLUMNS = ['lat', 'lon', 'alt', 'roll', 'pitch', 'yaw'];

/** Of the first three columns: Mercator's projection has no poles, and nobody drives a thousand kilometres up. */
const LIMITS = [89, 361, 1e6];

/** Metres; the development kit's. */
const EARTH_RADIUS = 6_378_137;

/** The first line of a file in `oxts/data`. */
export function parseOxts(text: string): Oxts | { readonly reason: ProblemReason; readonly where: string } {
  const words = wordsOf(linesOf(text)[0]!);
  const numbers: number[] = [];
  for (const [i, where] of COLUMNS.entries()) {
    const number = words[i] === undefined ? 'missing' : parseDecimal(words[i]);
    if (typeof number === 'string') return { reason: number, where };
    numbers.push(number);
  }
  const at = (i: number): number => numbers[i]!;
  const beyond = LIMITS.findIndex((limit, i) => Math.abs(at(i)) >= limit);
  if (beyond !== -1) return { reason: 'outOfRange', where: COLUMNS[beyond]! };
  return { latitude: at(0), longitude: at(1), altitude: at(2), roll: at(3), pitch: at(4), yaw: at(5) };
}

/**
 * The poses of the positioning unit over a drive, each relative to the first: `convertOxtsToPose` of KITTI's development
 * kit (Mercator's projection at the scale of the first latitude, R = Rz(yaw) · Ry(pitch) · Rx(roll)). Metres, x forward,
 * y left, z up. Rounded, since sines differ between engines.
 *
 * @param first of the drive's first frame: where the unit stood then is the world
 */
export function worldFromImu(first: Oxts, current: Oxts): RigidTransform {
  const scale = Math.cos((first.latitude * Math.PI) / 180);
  const { rotation, translation } = composeTransforms(
    invertTransform(mercatorFromImu(first, scale)),
    mercatorFromImu(current, scale),
  );
  return {
    rotation: toMatrix3(roundQuaternion(fromMatrix3(rotation))),
    translation: roundVec3(translation),
  };
}

function mercatorFromImu(
  { latitude, longitude, altitude, roll, pitch, yaw }: Oxts,
  scale: number,
): RigidTransform {
  const x = scale * EARTH_RADIUS * ((longitude * Math.PI) / 180);
  const y = scale * EARTH_RADIUS * Math.log(Math.tan(((90 + latitude) * Math.PI) / 360));
  return { rotation: rotationOf(roll, pitch, yaw), translation: [x, y, altitude] };
}

/** Rz(yaw) · Ry(pitch) · Rx(roll). */
function rotationOf(roll: number, pitch: number, yaw: number): Matrix3 {
  const [sx, cx] = [Math.sin(roll), Math.cos(roll)];
  const [sy, cy] = [Math.sin(pitch), Math.cos(pitch)];
  const [sz, cz] = [Math.sin(yaw), Math.cos(yaw)];
  const rx: Matrix3 = [1, 0, 0, 0, cx, -sx, 0, sx, cx];
  const ry: Matrix3 = [cy, 0, sy, 0, 1, 0, -sy, 0, cy];
  const rz: Matrix3 = [cz, -sz, 0, sz, cz, 0, 0, 0, 1];
  return multiply(multiply(rz, ry), rx);
}
