import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { folderOf } from '../canonicalPath.ts';
import type { JsonRow } from '../jsonRows.ts';
import { skippedFile } from '../skippedFiles.ts';
import { readPose, readSensorCalibration, type SensorCalibration } from './nuscenesPoses.ts';
import {
  calibratedSensorRow,
  checkRow,
  dataPath,
  eachRow,
  rowsByToken,
  sampleDataRow,
  sampleRow,
  sceneRow,
  sensorRow,
  soundSampleData,
  type SampleDataRow,
  type SampleRow,
  type SceneRow,
  type SensorRow,
  type TableSource,
} from './nuscenesTables.ts';

/** A file of a key frame, with all that the tables say of it. */
export interface KeyFile {
  readonly row: SampleDataRow;
  readonly path: string;
  readonly channel: string;
  readonly modality: SensorRow['modality'];
  readonly calibration: SensorCalibration;
}

/** The tables that are needed to show anything, joined. */
export interface NuscenesIndex {
  /** In the order of the table. */
  readonly sensors: readonly SensorRow[];
  readonly scenes: readonly SceneRow[];
  /** scene → its samples in order of time. */
  readonly samples: ReadonlyMap<string, readonly SampleRow[]>;
  /** sample → channel → file of a lidar or camera. */
  readonly keyFiles: ReadonlyMap<string, ReadonlyMap<string, KeyFile>>;
  /** Token → worldFromEgo, of the key frames' files only; undefined for one that cannot be read. */
  readonly worldFromEgo: ReadonlyMap<unknown, RigidTransform | undefined>;
  /** Folders of files between the key frames, and of radars: not shown. */
  readonly sweepFolders: ReadonlySet<string>;
  readonly radarFolders: ReadonlySet<string>;
}

/**
 * Of `sample_data` and `ego_pose`, millions of rows in the full nuScenes, only those of key frames are kept.
 *
 * @throws ProblemError when a table cannot be read.
 */
export async function readIndex(source: TableSource): Promise<NuscenesIndex> {
  const sensors = await rowsByToken(source, 'sensor', sensorRow);
  const calibrations = new Map<unknown, { calibration: SensorCalibration; sensor: SensorRow | undefined }>();
  for (const row of (await rowsByToken(source, 'calibrated_sensor', calibratedSensorRow)).values()) {
    const sensor = sensors.get(row.sensor_token);
    calibrations.set(row.token, { calibration: readSensorCalibration(row), sensor });
  }
  const scenes = await rowsByToken(source, 'scene', sceneRow);
  const samples = await readSamples(source, scenes);

  const keyFiles = new Map<string, Map<string, KeyFile>>();
  const [sweepFolders, radarFolders] = [new Set<string>(), new Set<string>()];
  /** Joins a row to its sensor; not those of files that are not shown. */
  const visit = (row: JsonRow, number: number): void => {
    const calibrated = calibrations.get(row['calibrated_sensor_token']);
    const isRadar = calibrated?.sensor?.modality === 'radar';
    const path = dataPath(source, String(row['filename']));
    if (row['is_key_frame'] !== true || isRadar) {
      if (path !== undefined) (isRadar ? radarFolders : sweepFolders).add(folderOf(path));
      return;
    }
    const checked = soundSampleData(row) ?? checkRow(source, 'sample_data', sampleDataRow, row, number);
    if (checked === undefined) return;
    const { calibration, sensor } = calibrated ?? {};
    if (path === undefined) source.problems.push(leftOut(checked.filename, 'badPath'));
    else if (calibration === undefined || sensor === undefined) {
      source.problems.push(leftOut(path, 'unknownSensor'));
    } else if (sensor.modality === 'lidar' || sensor.modality === 'camera') {
      const { channel, modality } = sensor;
      const ofSample = keyFiles.get(checked.sample_token) ?? new Map<string, KeyFile>();
      keyFiles.set(checked.sample_token, ofSample);
      if (ofSample.has(channel)) source.problems.push(leftOut(path, 'duplicate'));
      else ofSample.set(channel, { row: checked, path, channel, modality, calibration });
    }
  };
  await eachRow(source, 'sample_data', visit);
  return {
    sensors: [...sensors.values()],
    scenes: [...scenes.values()],
    samples,
    keyFiles,
    worldFromEgo: await readEgoPoses(source, keyFiles),
    sweepFolders,
    radarFolders,
  };
}

async function readSamples(
  source: TableSource,
  scenes: ReadonlyMap<string, SceneRow>,
): Promise<Map<string, SampleRow[]>> {
  const samples = new Map<string, SampleRow[]>();
  for (const row of (await rowsByToken(source, 'sample', sampleRow)).values()) {
    const ofScene = samples.get(row.scene_token);
    if (ofScene !== undefined) ofScene.push(row);
    else if (scenes.has(row.scene_token)) samples.set(row.scene_token, [row]);
    else source.problems.push(frameLeftOut(row, 'noSuchScene'));
  }
  for (const ofScene of samples.values()) ofScene.sort((a, b) => a.timestamp - b.timestamp);
  return samples;
}

/** A pose that cannot be read is as good as none: the frames and images that need it are named where they are made. */
async function readEgoPoses(
  source: TableSource,
  keyFiles: NuscenesIndex['keyFiles'],
): Promise<NuscenesIndex['worldFromEgo']> {
  const poses = new Map<unknown, RigidTransform | undefined>();
  for (const ofSample of keyFiles.values()) {
    for (const { row } of ofSample.values()) poses.set(row.ego_pose_token, undefined);
  }
  await eachRow(source, 'ego_pose', (row) => {
    if (!poses.has(row['token'])) return;
    const pose = readPose(row);
    if (!('code' in pose)) poses.set(row['token'], pose);
  });
  return poses;
}

/** A file that a row names and that is not used: unlike what no row names, that is a loss. */
export function leftOut(path: string, reason: ProblemReason): Problem {
  return { ...skippedFile(path, reason), severity: 'warning' };
}

export function frameLeftOut(sample: SampleRow, reason: ProblemReason, path?: string): Problem {
  const params = { frame: sample.token, reason };
  return { code: 'frame.skipped', severity: 'warning', ...(path === undefined ? {} : { path }), params };
}
