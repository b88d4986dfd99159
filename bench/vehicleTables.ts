import type { Files } from './layoutFolders.ts';

interface Size {
  /** The folder of the tables. */
  readonly tables: string;
  readonly scenes: number;
  /** In each scene. */
  readonly samples: number;
  /** In each sample, of the lidar alone. */
  readonly sweeps: number;
}

const CAMERAS = ['FRONT', 'FRONT_LEFT', 'FRONT_RIGHT', 'BACK', 'BACK_LEFT', 'BACK_RIGHT'];
const MATRIX = [
  [1260, 0, 800],
  [0, 1260, 450],
  [0, 0, 1],
];

/** A drive straight on as nuScenes tables: one lidar and six cameras, each with a pose of the vehicle of its own. */
export function* vehicleTables({ tables, scenes, samples, sweeps }: Size): Files {
  const channels = ['LIDAR_TOP', ...CAMERAS.map((name) => `CAM_${name}`)];
  const rows: Record<string, object[]> = {
    sensor: channels.map((channel) => ({
      token: `sensor-${channel}`,
      channel,
      modality: channel.startsWith('CAM') ? 'camera' : 'lidar',
    })),
    calibrated_sensor: channels.map((channel) => ({
      token: `calibrated-${channel}`,
      sensor_token: `sensor-${channel}`,
      translation: [1, 0, 1.8],
      rotation: channel.startsWith('CAM') ? [0.5, -0.5, 0.5, -0.5] : [1, 0, 0, 0],
      camera_intrinsic: channel.startsWith('CAM') ? MATRIX : [],
    })),
    scene: [],
    sample: [],
    sample_data: [],
    ego_pose: [],
    category: [{ token: 'car', name: 'vehicle.car', description: '' }],
    instance: [],
    sample_annotation: [],
  };
  const files: string[] = [];
  const add = (sample: string, channel: string, ns: number, isKey: boolean): void => {
    const token = `${sample}-${channel}-${ns}`.padEnd(32, '0');
    const ending = channel.startsWith('CAM') ? 'jpg' : 'pcd.bin';
    const timestamp = 1_532_402_927_000_000 + ns / 1000;
    const filename = `${isKey ? 'samples' : 'sweeps'}/${channel}/n015__${channel}__${timestamp}.${ending}`;
    files.push(filename);
    const rotation = [Math.cos(ns / 1e12), 0, 0, Math.sin(ns / 1e12)];
    rows['ego_pose']!.push({ token, timestamp, rotation, translation: [ns / 1e8, 600.25, 0.1] });
    rows['sample_data']!.push({
      token,
      sample_token: sample,
      ego_pose_token: token,
      calibrated_sensor_token: `calibrated-${channel}`,
      timestamp,
      fileformat: ending,
      is_key_frame: isKey,
      height: 900,
      width: 1600,
      filename,
      prev: '',
      next: '',
    });
  };
  for (let scene = 0; scene < scenes; scene += 1) {
    const name = `scene-${String(scene).padStart(4, '0')}`;
    rows['scene']!.push({ token: name, name, description: '', nbr_samples: samples, log_token: 'log' });
    for (let n = 0; n < samples; n += 1) {
      const sample = `${name}-${n}`;
      const start = (scene * samples + n) * 5e8;
      rows['sample']!.push({
        token: sample,
        scene_token: name,
        timestamp: 1_532_402_927_000_000 + start / 1000,
      });
      for (const [i, channel] of channels.entries()) add(sample, channel, start + i * 5e6, true);
      for (let sweep = 1; sweep <= sweeps; sweep += 1) add(sample, 'LIDAR_TOP', start + sweep * 5e7, false);
    }
  }
  for (const path of files) yield [path, ''];
  for (const [table, all] of Object.entries(rows)) yield [`${tables}/${table}.json`, JSON.stringify(all)];
}
