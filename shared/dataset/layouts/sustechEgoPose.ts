import { fromAxisAngle, multiply, toMatrix3 } from '../../geometry/quaternion.ts';
import { composeTransforms, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { ZERO } from '../../geometry/vec3.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { rotationFault } from '../calibration.ts';
import { parseDecimal } from './kittiText.ts';

const DEGREE = Math.PI / 180;
const KEYS = ['x', 'y', 'z', 'azimuth', 'pitch', 'roll'] as const;

/** The positioning unit has x to the right and y ahead; ego has x ahead and y to the left, as elsewhere. */
const UNIT_FROM_EGO: RigidTransform = { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: ZERO };

/**
 * How the lidar stands on the vehicle as SUSTechPOINTS has it in its code, since scenes do not say it: turned half round
 * against the unit, y backward, and 0.4 m above it.
 */
export const EGO_FROM_SUSTECH_LIDAR: RigidTransform = {
  rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1],
  translation: [0, 0, 0.4],
};

/**
 * A file of `ego_pose`, already parsed: where NovAtel's positioning unit stood, `x` `y` `z` in metres east, north and up
 * (UTM), `azimuth` clockwise from north, `pitch` with the front up and `roll` with the left side up, in degrees.
 * worldFromUnit has R = Rz(−azimuth) · Rx(pitch) · Ry(roll), as in the tool's `calcTransformMatrix`. Numbers may be texts:
 * the tool counts with both. The position stays as it is written, the rotation is rounded, since sines differ between
 * engines.
 */
export function parseSustechEgoPose(
  json: unknown,
): { readonly worldFromEgo: RigidTransform } | { readonly reason: ProblemReason; readonly where: string } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { reason: 'expectObject', where: '' };
  }
  const numbers: number[] = [];
  for (const where of KEYS) {
    const value: unknown = Object.hasOwn(json, where) ? Reflect.get(json, where) : undefined;
    const number = value === undefined ? 'missing' : numberOf(value);
    if (typeof number === 'string') return { reason: number, where };
    numbers.push(number);
  }
  const [x, y, z, azimuth, pitch, roll] = numbers as [number, number, number, number, number, number];
  const turned = multiply(
    multiply(fromAxisAngle([0, 0, 1], -azimuth * DEGREE), fromAxisAngle([1, 0, 0], pitch * DEGREE)),
    fromAxisAngle([0, 1, 0], roll * DEGREE),
  );
  const worldFromUnit = { rotation: toMatrix3(roundQuaternion(turned)), translation: [x, y, z] } as const;
  const worldFromEgo = composeTransforms(worldFromUnit, UNIT_FROM_EGO);
  const reason = rotationFault(worldFromEgo);
  return reason === undefined ? { worldFromEgo } : { reason, where: '' };
}

function numberOf(value: unknown): number | ProblemReason {
  if (typeof value === 'string') return parseDecimal(value.trim());
  return typeof value === 'number' ? value : 'expectNumber';
}
