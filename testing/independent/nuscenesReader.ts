import {
  eachFile,
  minus,
  ofQuaternion,
  plus,
  times,
  transposed,
  turned,
  type IndependentBox,
  type IndependentReader,
  type Matrix,
  type Numbers3,
} from './boxes.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * As the development kit goes: from an annotation to its sample's lidar data, its vehicle's pose and the sensor's mounting.
 * Size is width, length, height; quaternions are w x y z.
 */
export const nuscenes: IndependentReader = (files) => {
  const tables = new Map(
    eachFile(files, /\/([a-z_]+)\.json$/).map(([name, text]) => [name, JSON.parse(text) as Row[]]),
  );
  const rows = (table: string): readonly Row[] => tables.get(table)!;
  const byToken = (table: string): ReadonlyMap<unknown, Row> =>
    new Map(rows(table).map((row) => [row['token'], row]));
  const [instances, categories, mounts, sensors, poses] = [
    'instance',
    'category',
    'calibrated_sensor',
    'sensor',
    'ego_pose',
  ].map(byToken) as [
    Map<unknown, Row>,
    Map<unknown, Row>,
    Map<unknown, Row>,
    Map<unknown, Row>,
    Map<unknown, Row>,
  ];
  const lidarData = new Map<unknown, Row>();
  for (const data of rows('sample_data')) {
    const mount = mounts.get(data['calibrated_sensor_token'])!;
    if (sensors.get(mount['sensor_token'])!['modality'] === 'lidar')
      lidarData.set(data['sample_token'], data);
  }
  return rows('sample_annotation').map((row): IndependentBox => {
    const data = lidarData.get(row['sample_token'])!;
    const mount = mounts.get(data['calibrated_sensor_token'])!;
    const ego = poses.get(data['ego_pose_token'])!;
    const egoFromWorld = transposed(rotationOf(ego));
    const sensorFromEgo = transposed(rotationOf(mount));
    const inEgo = turned(egoFromWorld, minus(placeOf(row), placeOf(ego)));
    const [width, length, height] = row['size'] as Numbers3;
    return {
      frame: /([^/]+)\.[^.]+$/.exec(String(data['filename']))![1]!,
      class: String(categories.get(instances.get(row['instance_token'])!['category_token'])!['name']),
      centre: plus([0, 0, 0], turned(sensorFromEgo, minus(inEgo, placeOf(mount)))),
      size: [length, width, height],
      rotation: times(sensorFromEgo, times(egoFromWorld, rotationOf(row))),
    };
  });
};

function rotationOf(row: Row): Matrix {
  const [w, x, y, z] = row['rotation'] as [number, number, number, number];
  return ofQuaternion(x, y, z, w);
}

function placeOf(row: Row): Numbers3 {
  return row['translation'] as Numbers3;
}
