import { wrapAngle } from '../../geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import {
  conjugate,
  multiply,
  toMatrix3,
  toRotationVector,
  type Quaternion,
} from '../../geometry/quaternion.ts';
import { cross, dot, length, subtract, type Vec3 } from '../../geometry/vec3.ts';

/** What a format has a place for. */
export interface FormatHoldings {
  /** The rotation of a box: any, about one axis only, or there are no boxes in space at all. */
  readonly rotation: 'full' | 'yaw' | 'none';
  /** Which objects are the same over frames. */
  readonly tracks: boolean;
  /** Of objects: all, none, or those of these names. */
  readonly attributes: 'all' | 'none' | readonly string[];
  readonly points: boolean;
  readonly keyframes: boolean;
  /** 2D boxes of people and detectors: of every camera, of one, or none. */
  readonly boxes2d: 'all' | 'one camera' | 'none';
  /** Where a 2D box belongs to an object: whether that is kept. */
  readonly links2d: boolean;
  readonly calibrations: boolean;
  readonly egoPoses: boolean;
  readonly timestamps: boolean;
}

/** How far what a file holds of a cuboid is from the cuboid. */
export interface CuboidDeviation {
  /** Between the centres, metres. */
  readonly centreMetres: number;
  /** Of the side that differs most, metres. */
  readonly sizeMetres: number;
  /** Between the headings, radians. */
  readonly yawRad: number;
  /** Between the rotations, radians. */
  readonly rotationRad: number;
  /** Between the boxes' own upward axes, radians: pitch and roll that are gone. */
  readonly tiltRad: number;
}

/**
 * Compares a cuboid with what can be read back from what was written for it: both in the label frame.
 *
 * @param kept the cuboid that the numbers in the file mean, rounded as they are written
 */
export function deviationOf(cuboid: Cuboid, kept: Cuboid): CuboidDeviation {
  const [ours, theirs] = [upOf(cuboid.rotation), upOf(kept.rotation)];
  return {
    centreMetres: length(subtract(kept.centre, cuboid.centre)),
    sizeMetres: Math.max(...cuboid.size.map((side, axis) => Math.abs(side - kept.size[axis]!))),
    yawRad: Math.abs(wrapAngle(cuboidYaw(kept) - cuboidYaw(cuboid))),
    rotationRad: angleBetween(cuboid.rotation, kept.rotation),
    tiltRad: Math.atan2(length(cross(ours, theirs)), dot(ours, theirs)),
  };
}

/** Of the turn from one rotation to the other, the short way. */
export function angleBetween(a: Quaternion, b: Quaternion): number {
  const turn = multiply(conjugate(a), b);
  const norm = Math.hypot(...turn);
  return length(toRotationVector([turn[0] / norm, turn[1] / norm, turn[2] / norm, turn[3] / norm]));
}

function upOf(rotation: Quaternion): Vec3 {
  const m = toMatrix3(rotation);
  return [m[2], m[5], m[8]];
}
