import { toMatrix3 } from '../../geometry/quaternion.ts';
import type { CalibrationFault } from '../calibration.ts';
import { checkedLens, type LensReading } from '../checkedLens.ts';
import type { CalibrationContents, FoundLens, FoundPose } from './calibrationContents.ts';
import type { PoseReading } from './poseAt.ts';
import { isMapping } from './rosMatrix.ts';

const PLANE = ['fx', 'fy', 'cx', 'cy'];
const NAMES_OF_POSE = ['px', 'py', 'pz', 'qx', 'qy', 'qz', 'qw'];

interface BasaltLens {
  readonly model: string;
  /** Parameters that our lens calls the same. */
  readonly own?: readonly string[];
  readonly coefficients?: readonly string[];
  readonly fixed?: object;
}

/** Basalt's `camera_type`, see basalt-headers; what it calls `rpmax` is a bound that our lenses find themselves. */
const LENSES: ReadonlyMap<string, BasaltLens> = new Map([
  ['pinhole', { model: 'pinhole' }],
  ['kb4', { model: 'kannala-brandt', coefficients: ['k1', 'k2', 'k3', 'k4'] }],
  [
    'pinhole-radtan8',
    { model: 'brown-conrady', coefficients: ['k1', 'k2', 'p1', 'p2', 'k3', 'k4', 'k5', 'k6'] },
  ],
  ['ds', { model: 'double-sphere', own: ['xi', 'alpha'] }],
  ['eucm', { model: 'eucm', own: ['alpha', 'beta'] }],
  ['ucm', { model: 'eucm', own: ['alpha'], fixed: { beta: 1 } }],
]);

/**
 * Basalt's JSON: `value0` with `intrinsics` (`camera_type` and the parameters by name), `T_imu_cam` (the pose of a camera in
 * the IMU: position `px py pz`, quaternion `qx qy qz qw`) and `resolution`, each a list over the cameras 0, 1, … Undefined
 * for what is none.
 */
export function readBasalt(value: unknown): CalibrationContents | undefined {
  const calibration = isMapping(value) ? value['value0'] : undefined;
  if (!isMapping(calibration) || !Array.isArray(calibration['intrinsics'])) return undefined;
  const entries: readonly unknown[] = calibration['intrinsics'];
  if (!entries.some((entry) => isMapping(entry) && Object.hasOwn(entry, 'camera_type'))) return undefined;
  const lenses = entries.map((entry, i): FoundLens => {
    const lens = lensOf(entry, `value0.intrinsics[${i}]`);
    return { camera: `cam${i}`, ...resolutionOf(itemOf(calibration['resolution'], i)), of: () => lens };
  });
  const poses = entries.map((_entry, i): FoundPose => {
    const pose = poseOf(itemOf(calibration['T_imu_cam'], i), `value0.T_imu_cam[${i}]`);
    return { from: `cam${i}`, to: 'imu', pose };
  });
  return { form: 'basalt', lenses, poses };
}

function lensOf(entry: unknown, where: string): LensReading {
  if (!isMapping(entry) || !isMapping(entry['intrinsics'])) return malformed(where);
  const { camera_type: type, intrinsics: parameters } = entry;
  const lens = typeof type === 'string' ? LENSES.get(type) : undefined;
  if (lens === undefined) {
    const model = typeof type === 'string' ? type : '?';
    return { fault: { code: 'calibration.unsupported', reason: 'lensModel', model, where } };
  }
  const named = [...PLANE, ...(lens.own ?? [])].map((name) => [name, parameters[name]]);
  const coefficients = lens.coefficients?.map((name) => parameters[name]);
  const candidate = { model: lens.model, ...Object.fromEntries(named), ...lens.fixed };
  return checkedLens(coefficients === undefined ? candidate : { ...candidate, coefficients }, where);
}

/** imuFromCamera. */
function poseOf(entry: unknown, where: string): PoseReading {
  if (!isMapping(entry)) return malformed(where);
  const numbers = NAMES_OF_POSE.map((name) => entry[name]);
  const wrong = numbers.findIndex((value) => typeof value !== 'number' || !Number.isFinite(value));
  if (wrong !== -1) return malformed(`${where}.${NAMES_OF_POSE[wrong]}`, 'expectNumber');
  const [px, py, pz, qx, qy, qz, qw] = numbers as [number, number, number, number, number, number, number];
  if (Math.abs(Math.hypot(qx, qy, qz, qw) - 1) > 1e-2) return malformed(where, 'notRotation');
  return { rotation: toMatrix3([qx, qy, qz, qw]), translation: [px, py, pz] };
}

function resolutionOf(entry: unknown): { readonly width?: number; readonly height?: number } {
  const isSize =
    Array.isArray(entry) && entry.length === 2 && entry.every((side) => Number.isInteger(side) && side > 0);
  return isSize ? { width: Number(entry[0]), height: Number(entry[1]) } : {};
}

function itemOf(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined;
}

function malformed(
  where: string,
  reason: CalibrationFault['reason'] & string = 'expectObject',
): { readonly fault: CalibrationFault } {
  return { fault: { code: 'calibration.malformed', reason, where } };
}
