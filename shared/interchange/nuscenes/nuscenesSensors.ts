import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import {
  calibrationIn,
  type FrameLabels,
  type LabelCalibration,
  type LabelFrame,
  type LabelSequence,
} from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { tablePose } from './nuscenesPoses.ts';
import type { NuscenesTables, Row } from './nuscenesTables.ts';
import { nuscenesToken } from './nuscenesToken.ts';

/** The labels' own sensor. */
const LIDAR = 'LIDAR_TOP';

export interface FrameData {
  readonly frame: LabelFrame;
  readonly sequence: LabelSequence;
  readonly labels: FrameLabels;
  /** The token of the lidar's calibration. */
  readonly lidar: string;
  readonly egoFromLabel: RigidTransform;
  readonly sample: string;
  /** The token of the vehicle's pose. */
  readonly ego: string;
  readonly timestamp: number;
  /** Is the time that which the data says? */
  readonly hasTimes: boolean;
}

/** Answers the token of the lidar's calibration. */
export function addLidar(tables: NuscenesTables, sequence: string, egoFromLabel: RigidTransform): string {
  const sensor = nuscenesToken('sensor', LIDAR);
  tables.add('sensor', { token: sensor, channel: LIDAR, modality: 'lidar' });
  const token = nuscenesToken('calibrated_sensor', sequence, LIDAR);
  tables.add('calibrated_sensor', {
    token,
    sensor_token: sensor,
    ...tablePose(egoFromLabel),
    camera_intrinsic: [],
  });
  return token;
}

/**
 * A frame's sweep, and its images as far as their cameras are calibrated. The kit finds the place of the vehicle by the
 * sweep, so that each frame has one.
 */
export function addFrameData(tables: NuscenesTables, data: FrameData, losses: LossLog): Row[] {
  const { frame, sequence, labels, lidar, timestamp, hasTimes } = data;
  if (frame.cloud === undefined) losses.note('assumedCloudNames');
  const sweep = frame.cloud?.path ?? `${frame.name}.pcd`;
  const rows = [addFile(tables, data, LIDAR, sweep, lidar, timestamp, {})];
  for (const { sensor, path, ns } of frame.images) {
    const camera = sequence.cameras.find(({ id }) => id === sensor);
    const calibration = camera && calibrationIn(camera, labels);
    if (camera === undefined || calibration === undefined) {
      losses.note('imagesWithoutCalibration');
      continue;
    }
    if (calibration.intrinsics.model !== 'pinhole') losses.note('lensDistortion');
    const own = labels.calibrations?.has(sensor) === true ? [frame.id] : [];
    const calibrated = nuscenesToken('calibrated_sensor', sequence.id, sensor, ...own);
    addCamera(tables, calibrated, sensor, calibration, data.egoFromLabel);
    const at = ns === undefined || !hasTimes ? timestamp : microseconds(ns);
    if (camera.width === undefined) losses.note('imageSizeUnknown');
    const size = { height: camera.height ?? 0, width: camera.width ?? 0 };
    rows.push(addFile(tables, data, sensor, path, calibrated, at, size));
  }
  return rows;
}

export function microseconds(ns: string): number {
  return Number(BigInt(ns) / 1000n);
}

function addCamera(
  tables: NuscenesTables,
  token: string,
  channel: string,
  { intrinsics: { fx, fy, cx, cy }, cameraFromLabel }: LabelCalibration,
  egoFromLabel: RigidTransform,
): void {
  const sensor = nuscenesToken('sensor', channel);
  tables.add('sensor', { token: sensor, channel, modality: 'camera' });
  tables.add('calibrated_sensor', {
    token,
    sensor_token: sensor,
    ...tablePose(composeTransforms(egoFromLabel, invertTransform(cameraFromLabel))),
    camera_intrinsic: [
      [fx, 0, cx],
      [0, fy, cy],
      [0, 0, 1],
    ],
  });
}

function addFile(
  tables: NuscenesTables,
  { frame, sample, ego }: FrameData,
  channel: string,
  filename: string,
  calibrated: string,
  timestamp: number,
  { height = 0, width = 0 }: { readonly height?: number; readonly width?: number },
): Row {
  return tables.add('sample_data', {
    token: nuscenesToken('sample_data', frame.id, channel),
    sample_token: sample,
    ego_pose_token: ego,
    calibrated_sensor_token: calibrated,
    timestamp,
    fileformat: /\.(?:pcd\.bin|[^./]+)$/.exec(filename)?.[0].slice(1).replace('pcd.bin', 'pcd') ?? '',
    is_key_frame: true,
    height,
    width,
    filename,
    prev: '',
    next: '',
    // Taken away again once the rows are chained.
    channel,
  });
}
