import { checkedLens, type LensReading } from '../checkedLens.ts';
import { isLensOpen, opencvLens } from '../opencvLens.ts';
import {
  LIDAR_FRAME,
  type CalibrationContents,
  type FoundLens,
  type FoundPose,
} from './calibrationContents.ts';
import { poseAt } from './poseAt.ts';
import { isMapping, matrixAt, textAt } from './rosMatrix.ts';

/** What stands before fu fv pu pv in `intrinsics`. */
const OWN_PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['pinhole', []],
  ['omni', ['xi']],
  ['ds', ['xi', 'alpha']],
  ['eucm', ['alpha', 'beta']],
]);
const LIDAR = /^(?:lidar|laser|velo|velodyne|l)$/i;

/**
 * Kalibr's `camchain.yaml`, see its wiki (YAML formats, supported models): `cam0`, `cam1`, … with `camera_model`,
 * `intrinsics` (pinhole: fu fv pu pv; omni: xi first; ds: xi alpha first; eucm: alpha beta first), `distortion_model`,
 * `distortion_coeffs`, `resolution`. `T_cn_cnm1` leads from the camera before to this one, `T_cam_imu` from the IMU to the
 * camera, and whatever else is called `T_a_b` from b to a. Undefined for what is no such chain.
 */
export function readKalibrCamchain(value: unknown): CalibrationContents | undefined {
  if (!isMapping(value)) return undefined;
  const lenses: FoundLens[] = [];
  const poses: FoundPose[] = [];
  for (const [name, camera] of Object.entries(value)) {
    if (!/^cam\d+$/.test(name) || !isMapping(camera) || !Object.hasOwn(camera, 'camera_model')) continue;
    lenses.push(lensOf(name, camera));
    poses.push(...posesOf(name, camera));
  }
  return lenses.length === 0 ? undefined : { form: 'kalibr', lenses, poses };
}

function lensOf(name: string, camera: Readonly<Record<string, unknown>>): FoundLens {
  const size = matrixAt(camera, ['resolution'], [2]);
  const [width, height] =
    'fault' in size ? [] : size.numbers.filter((side) => Number.isInteger(side) && side > 0);
  const topic = textAt(camera, ['rostopic']);
  const distortion = Object.hasOwn(camera, 'distortion_coeffs')
    ? matrixAt(camera, ['distortion_coeffs'])
    : { numbers: [] };
  const model = textAt(camera, ['distortion_model']);
  const isPinhole = camera['camera_model'] === 'pinhole';
  const isOpen = isPinhole && !('fault' in distortion) && isLensOpen(distortion.numbers, model);
  return {
    camera: name,
    ...(topic === undefined ? {} : { aliases: [topic] }),
    ...(width === undefined || height === undefined ? {} : { width, height }),
    isOpen,
    of: ({ model: answer }) =>
      'fault' in distortion
        ? inside(name, distortion)
        : inside(name, readLens(camera, distortion.numbers, model ?? answer)),
  };
}

function readLens(
  camera: Readonly<Record<string, unknown>>,
  distortion: readonly number[],
  distortionModel: string | undefined,
): LensReading {
  const model = textAt(camera, ['camera_model']) ?? '';
  const names = OWN_PARAMETERS.get(model);
  if (names === undefined) return unsupported(model);
  const read = matrixAt(camera, ['intrinsics'], [names.length + 4]);
  if ('fault' in read) return read;
  const own = read.numbers.slice(0, names.length);
  const [fx = 0, fy = 0, cx = 0, cy = 0] = read.numbers.slice(names.length);
  const matrix = [fx, 0, cx, 0, fy, cy, 0, 0, 1];
  const isPlain = distortion.every((each) => each === 0) || distortionModel === 'none';
  if (model === 'pinhole') {
    return opencvLens(matrix, isPlain ? [] : distortion, isPlain ? 'none' : distortionModel, read.where);
  }
  // Only omni is distorted after its sphere, and by radtan alone.
  const isKnown = isPlain || (model === 'omni' && distortionModel === 'radtan');
  if (!isKnown) return unsupported(`${model}-${distortionModel ?? '?'}`);
  if (model === 'omni') return opencvLens(matrix, isPlain ? [] : distortion, 'omni', read.where, own[0]);
  const parameters = Object.fromEntries(names.map((each, i) => [each, own[i]]));
  return checkedLens(
    { model: model === 'ds' ? 'double-sphere' : 'eucm', fx, fy, cx, cy, ...parameters },
    read.where,
  );
}

function unsupported(model: string): LensReading {
  return {
    fault: { code: 'calibration.unsupported', reason: 'lensModel', model, where: 'camera_model' },
  };
}

function posesOf(name: string, camera: Readonly<Record<string, unknown>>): FoundPose[] {
  return Object.keys(camera).flatMap((key): FoundPose[] => {
    const ends = /^T_(?<to>[^_]+)_(?<from>[^_]+)$/.exec(key)?.groups;
    if (ends === undefined) return [];
    const to = ends['to'] === 'cn' ? name : frameOf(ends['to']!, name);
    const from = ends['from'] === 'cnm1' ? cameraBefore(name) : frameOf(ends['from']!, name);
    return to === from ? [] : [{ from, to, pose: inside(name, poseAt(camera, [key])) }];
  });
}

function frameOf(word: string, camera: string): string {
  if (/^(?:c|cam|camera)$/i.test(word)) return camera;
  return LIDAR.test(word) ? LIDAR_FRAME : word;
}

function cameraBefore(name: string): string {
  return `cam${Number(name.slice('cam'.length)) - 1}`;
}

/** The place of a fault is inside the camera's part of the file. */
function inside<T extends object>(name: string, reading: T): T {
  if (!('fault' in reading)) return reading;
  const fault = reading.fault as { readonly where?: string };
  return { ...reading, fault: { ...fault, where: [name, fault.where].filter(Boolean).join('.') } };
}
