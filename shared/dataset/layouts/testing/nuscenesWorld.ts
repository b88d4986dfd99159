/**
 * A small world in which a vehicle drives and cars stand, written down as nuScenes tables. Its geometry is written out
 * by hand, apart from the program's own, so that tests compare two ways of computing the same thing.
 */

export type Numbers3 = readonly [number, number, number];
/** w x y z, as in the tables. */
export type Turn = readonly [w: number, x: number, y: number, z: number];

export interface Place {
  readonly translation: Numbers3;
  readonly rotation: Turn;
}

export function about(axis: 0 | 1 | 2, radians: number): Turn {
  const s = Math.sin(radians / 2);
  return [Math.cos(radians / 2), axis === 0 ? s : 0, axis === 1 ? s : 0, axis === 2 ? s : 0];
}

/** First the last turn, then the ones before it. */
export function turns(...all: readonly Turn[]): Turn {
  return all.reduce(([aw, ax, ay, az], [bw, bx, by, bz]) => [
    aw * bw - ax * bx - ay * by - az * bz,
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
  ]);
}

/** v + 2 w (q × v) + 2 q × (q × v). */
export function turned([w, x, y, z]: Turn, [a, b, c]: Numbers3): Numbers3 {
  const [p, q, r] = [y * c - z * b, z * a - x * c, x * b - y * a];
  return [a + 2 * (w * p + y * r - z * q), b + 2 * (w * q + z * p - x * r), c + 2 * (w * r + x * q - y * p)];
}

/** The point in the axes of a place, given in the axes that the place is given in. */
export function seenFrom({ translation: t, rotation: [w, x, y, z] }: Place, point: Numbers3): Numbers3 {
  return turned([w, -x, -y, -z], [point[0] - t[0], point[1] - t[1], point[2] - t[2]]);
}

/** Where the vehicle is after so many seconds: it turns, climbs and leans. */
export function vehicleAt(seconds: number): Place {
  const rotation = turns(about(2, 0.7 + 0.2 * seconds), about(1, 0.03 * seconds), about(0, -0.02 * seconds));
  return { translation: [1010.5 + 9 * seconds, 605.25 - 3 * seconds, 0.4 * seconds], rotation };
}

export const LIDAR: Place = {
  translation: [0.94, 0.02, 1.84],
  rotation: turns(about(2, -1.55), about(0, 0.03)),
};

/** Camera axes (z forward, x right, y down) in those of a vehicle (x forward, y left, z up). */
const FORWARD: Turn = [0.5, -0.5, 0.5, -0.5];

export const CAMERAS: Readonly<Record<string, Place & { readonly delay: number }>> = Object.fromEntries(
  ['FRONT', 'FRONT_LEFT', 'BACK_LEFT', 'BACK', 'BACK_RIGHT', 'FRONT_RIGHT'].map((name, i) => {
    const heading = (i * Math.PI) / 3;
    const translation: Numbers3 = [Math.cos(heading), Math.sin(heading), 1.5];
    const rotation = turns(about(2, heading), FORWARD, about(0, 0.02 * i));
    return [`CAM_${name}`, { translation, rotation, delay: 0.01 + 0.008 * i }];
  }),
);

const LENS = { fx: 1260, fy: 1255, cx: 800.5, cy: 450.25 } as const;

/** The pixel of a point of the world for a camera that was exposed after so many seconds; undefined behind it. */
export function pixelOf(
  camera: string,
  seconds: number,
  point: Numbers3,
): readonly [number, number] | undefined {
  const [x, y, z] = seenFrom(CAMERAS[camera]!, seenFrom(vehicleAt(seconds), point));
  return z <= 0.1 ? undefined : [LENS.fx * (x / z) + LENS.cx, LENS.fy * (y / z) + LENS.cy];
}

/** Cars that stand in the world: size is width, length, height as in the tables. */
export const CARS = [
  {
    token: 'car-a',
    translation: [1022, 611, 0.8],
    size: [1.9, 4.6, 1.7],
    rotation: turns(about(2, 2.2), about(1, 0.05)),
  },
  { token: 'car-b', translation: [1004, 590, 0.9], size: [2.1, 5.2, 2.2], rotation: about(2, -0.4) },
] as const;

/** The corners of a car in the world: length along its own x, width along y, height along z. */
export function cornerOf({ translation, size, rotation }: (typeof CARS)[number], signs: Numbers3): Numbers3 {
  const [width, length, height] = size;
  const [x, y, z] = turned(rotation, [
    (signs[0] * length) / 2,
    (signs[1] * width) / 2,
    (signs[2] * height) / 2,
  ]);
  return [translation[0] + x, translation[1] + y, translation[2] + z];
}

export type Row = Record<string, unknown>;
export type Tables = Record<string, Row[]>;

const START_MICROSECONDS = 1_532_402_927_000_000;
const SECONDS_PER_SAMPLE = 0.5;
const SCENES = [
  { name: 'scene-0061', samples: 3 },
  { name: 'scene-0103', samples: 2 },
] as const;

/** The tables of the world, and the paths of the files that they name. */
export function worldTables(): { tables: Tables; files: string[] } {
  const channels = ['CAM_FRONT', ...Object.keys(CAMERAS).slice(1), 'LIDAR_TOP', 'RADAR_FRONT'];
  const tables: Tables = {
    sensor: channels.map((channel) => ({
      token: `sensor-${channel}`,
      channel,
      modality: channel.startsWith('CAM') ? 'camera' : channel.split('_')[0]!.toLowerCase(),
    })),
    calibrated_sensor: channels.map((channel) => {
      const { translation, rotation } = CAMERAS[channel] ?? LIDAR;
      const matrix = [
        [LENS.fx, 0, LENS.cx],
        [0, LENS.fy, LENS.cy],
        [0, 0, 1],
      ];
      const camera_intrinsic = channel.startsWith('CAM') ? matrix : [];
      return {
        token: `calibrated-${channel}`,
        sensor_token: `sensor-${channel}`,
        translation,
        rotation,
        camera_intrinsic,
      };
    }),
    scene: [],
    sample: [],
    sample_data: [],
    ego_pose: [],
    sample_annotation: [],
    instance: CARS.map(({ token }) => ({ token, category_token: 'category-car', nbr_annotations: 5 })),
    category: [
      { token: 'category-car', name: 'vehicle.car', description: '' },
      { token: 'category-child', name: 'human.pedestrian.child', description: '' },
      { token: 'category-kite', name: 'toy.kite', description: '' },
    ],
    attribute: [{ token: 'attribute-parked', name: 'vehicle.parked', description: '' }],
    visibility: [{ token: '4', level: 'v80-100', description: '' }],
    log: [{ token: 'log', logfile: 'n015' }],
    map: [{ token: 'map', filename: 'maps/a.png', log_tokens: ['log'] }],
  };
  const files: string[] = [];
  for (const { name, samples } of SCENES) {
    tables['scene']!.push({
      token: `token-${name}`,
      name,
      description: '',
      nbr_samples: samples,
      log_token: 'log',
    });
    for (let i = 0; i < samples; i++) addSample(tables, files, name, i, channels);
  }
  // Tables are in no order.
  for (const rows of Object.values(tables)) if (rows !== tables['sensor']) rows.reverse();
  return { tables, files };
}

export function secondsOf(index: number): number {
  return index * SECONDS_PER_SAMPLE;
}

function timestamp(seconds: number): number {
  return START_MICROSECONDS + Math.round(seconds * 1e6);
}

function addSample(
  tables: Tables,
  files: string[],
  scene: string,
  index: number,
  channels: readonly string[],
): void {
  const sample = `${scene}-sample-${index}`;
  const seconds = secondsOf(index);
  tables['sample']!.push({ token: sample, scene_token: `token-${scene}`, timestamp: timestamp(seconds) });
  for (const channel of channels) {
    for (const isKey of [true, false]) {
      const at = seconds + (CAMERAS[channel]?.delay ?? 0) + (isKey ? 0 : 0.05);
      const isImage = channel.startsWith('CAM');
      const ending = isImage ? 'jpg' : channel.startsWith('LIDAR') ? 'pcd.bin' : 'pcd';
      const filename = `${isKey ? 'samples' : 'sweeps'}/${channel}/n015-${scene}__${channel}__${timestamp(at)}.${ending}`;
      const token = `${sample}-${channel}-${isKey ? 'key' : 'sweep'}`;
      files.push(filename);
      tables['ego_pose']!.push({ token, timestamp: timestamp(at), ...vehicleAt(at) });
      tables['sample_data']!.push({
        token,
        sample_token: sample,
        ego_pose_token: token,
        filename,
        fileformat: ending,
        calibrated_sensor_token: `calibrated-${channel}`,
        timestamp: timestamp(at),
        is_key_frame: isKey,
        prev: '',
        next: '',
        ...(isImage ? { width: 1600, height: 900 } : { width: 0, height: 0 }),
      });
    }
  }
  for (const car of CARS) {
    tables['sample_annotation']!.push({
      token: `${sample}-${car.token}`,
      sample_token: sample,
      instance_token: car.token,
      attribute_tokens: ['attribute-parked'],
      visibility_token: '4',
      prev: '',
      next: '',
      translation: car.translation,
      size: car.size,
      rotation: car.rotation,
      num_lidar_pts: 12,
      num_radar_pts: 1,
    });
  }
}

/** The files of a dataset, for `memoryFolder`. */
export function worldFiles(
  change: (tables: Tables, files: string[]) => void = () => undefined,
  tablesFolder = 'v1.0-mini',
): Record<string, string> {
  const { tables, files } = worldTables();
  change(tables, files);
  const start = tablesFolder.includes('/') ? tablesFolder.slice(0, tablesFolder.lastIndexOf('/') + 1) : '';
  return {
    ...Object.fromEntries(files.map((path) => [start + path, 'x'])),
    ...Object.fromEntries(
      Object.entries(tables).map(([name, rows]) => [
        `${tablesFolder}/${name}.json`,
        JSON.stringify(rows, null, 0),
      ]),
    ),
  };
}
