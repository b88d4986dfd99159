import { vehicleTables } from './vehicleTables.ts';

/** Path and content of each file. */
export type Files = Iterable<readonly [path: string, content: string | Uint8Array]>;

const POSE_ROWS = '0 -1 0 0 0 0 -1 -0.25 1 0 0 0.5';
const POSE = POSE_ROWS.split(' ').map(Number);
const LENS = [1000, 0, 600, 0, 1000, 500, 0, 0, 1];

/** Folders of a hundred thousand files as each layout has them. Clouds and images are empty: nobody reads them here. */
export const LAYOUT_FOLDERS: Readonly<Record<string, () => Files>> = {
  *'sustechpoints, 1 scene'() {
    yield ['calib/camera/front.json', sustechCalibration()];
    for (const name of names(33_333)) {
      yield [`lidar/${name}.pcd`, ''];
      yield [`camera/front/${name}.jpg`, ''];
      yield [`label/${name}.json`, '[]'];
    }
  },
  *'sustechpoints, 5,000 scenes'() {
    for (const scene of names(5_000)) {
      yield [`${scene}/calib/camera/front.json`, sustechCalibration()];
      yield [`${scene}/calib/camera/left.json`, sustechCalibration()];
      for (const name of names(6)) {
        yield [`${scene}/lidar/${name}.pcd`, ''];
        yield [`${scene}/camera/front/${name}.jpg`, ''];
        yield [`${scene}/camera/left/${name}.jpg`, ''];
      }
    }
  },
  *'kitti-object, 1 day'() {
    yield* kittiSplit(() => 700);
  },
  *'kitti-object, 100 days'() {
    yield* kittiSplit((frame) => 700 + (frame % 100));
  },
  *'kitti-raw, 1 drive'() {
    const drive = '2011_09_26/2011_09_26_drive_0001_sync';
    yield* kittiRawCalibration('2011_09_26');
    const times = Array.from({ length: 20_000 }, (_, n) => {
      return `${new Date(Date.UTC(2011, 8, 26) + 100 * n).toISOString().slice(0, -1).replace('T', ' ')}000000`;
    }).join('\n');
    for (const stream of ['velodyne_points', 'image_02', 'image_03', 'image_00'])
      yield [`${drive}/${stream}/timestamps.txt`, times];
    for (const [n, name] of names(20_000).entries()) {
      yield [`${drive}/velodyne_points/data/${name}.bin`, ''];
      for (const camera of ['image_00', 'image_02', 'image_03'])
        yield [`${drive}/${camera}/data/${name}.png`, ''];
      yield [
        `${drive}/oxts/data/${name}.txt`,
        `${49 + 1e-5 * n} 8.4 110 0.01 0.02 1.5 ${'0.123456789 '.repeat(24)}\n`,
      ];
    }
  },
  *nuscenes() {
    yield* vehicleTables({ tables: 'v1.0-trainval', scenes: 250, samples: 40, sweeps: 3 });
  },
  *t4() {
    yield* vehicleTables({ tables: 'annotation', scenes: 1, samples: 10_000, sweeps: 3 });
  },
  *pandaset() {
    const pose = JSON.stringify({ heading: [1, 0, 0, 0], position: [1, 2, 3] });
    for (const camera of ['front', 'left', 'right']) {
      const poses = new Array<object>(20_000).fill({ heading: [0.5, -0.5, 0.5, -0.5], position: [0, 1, 2] });
      yield [`data/cameras/${camera}/extrinsics.json`, JSON.stringify(poses)];
      yield [`data/cameras/${camera}/intrinsics.json`, '{"fx":1000,"fy":900,"cx":960,"cy":540}'];
    }
    for (const name of names(20_000)) {
      yield [`data/pointcloud/${name}.ply`, ''];
      yield [`data/poses/${name}.json`, pose];
      for (const camera of ['front', 'left', 'right']) yield [`data/cameras/${camera}/${name}.jpg`, ''];
    }
  },
  *'cvat-3d'() {
    for (const name of names(25_000)) {
      yield [`pointcloud/${name}.pcd`, ''];
      for (const camera of ['front', 'left', 'right']) yield [`related_images/${name}_pcd/${camera}.png`, ''];
    }
  },
  *supervisely() {
    const sensorsData = { extrinsicMatrix: POSE, intrinsicMatrix: LENS };
    yield ['meta.json', '{"classes":[{"title":"Car","color":"#fa3253"}],"tags":[]}'];
    for (const name of names(25_000)) {
      yield [`ds0/pointcloud/${name}.pcd`, ''];
      yield [`ds0/ann/${name}.pcd.json`, '{"objects":[],"figures":[]}'];
      yield [`ds0/related_images/${name}_pcd/front.png`, ''];
      yield [
        `ds0/related_images/${name}_pcd/front.png.json`,
        JSON.stringify({ name: 'front.png', meta: { deviceId: 'front', sensorsData } }),
      ];
    }
  },
  *xtreme1() {
    const camera_internal = { fx: 1000, fy: 1000, cx: 600, cy: 500 };
    const config = JSON.stringify([{ camera_internal, camera_external: [...POSE, 0, 0, 0, 1] }]);
    for (const name of names(25_000)) {
      yield [`lidar_point_cloud_0/${name}.pcd`, ''];
      yield [`camera_image_0/${name}.jpg`, ''];
      yield [`camera_config/${name}.json`, config];
      yield [`result/${name}.json`, '[]'];
    }
  },
  *ros() {
    const matrix = LENS.join(', ');
    for (const camera of ['camera0', 'camera1', 'camera2']) {
      yield [
        `${camera}/camera_info.yaml`,
        `image_width: 1200\nimage_height: 1000\ncamera_matrix: {rows: 3, cols: 3, data: [${matrix}]}\n` +
          'distortion_model: plumb_bob\ndistortion_coefficients: {rows: 1, cols: 5, data: [0, 0, 0, 0, 0]}\n' +
          'rectification_matrix: {rows: 3, cols: 3, data: [1, 0, 0, 0, 1, 0, 0, 0, 1]}\n' +
          'projection_matrix: {rows: 3, cols: 4, data: [900, 0, 600, 0, 0, 900, 500, 0, 0, 0, 1, 0]}\n',
      ];
    }
    yield* byTime(25_000, 'velodyne_top', ['camera0/image_raw', 'camera1/image_raw', 'camera2/image_raw']);
  },
  *'bare, by name'() {
    for (const name of names(25_000)) {
      yield [`pcd/${name}.pcd`, ''];
      for (const camera of ['front', 'left', 'right']) yield [`images/${camera}/${name}.jpg`, ''];
    }
  },
  *'bare, by time'() {
    yield* byTime(25_000, 'pcd', ['images/front', 'images/left', 'images/right']);
  },
  *'bare, 5,000 scenes'() {
    for (const scene of names(5_000)) {
      for (const name of names(5)) {
        yield [`${scene}/pcd/${name}.pcd`, ''];
        for (const camera of ['front', 'left', 'right']) yield [`${scene}/images/${camera}/${name}.jpg`, ''];
      }
    }
  },
};

function names(count: number): string[] {
  return Array.from({ length: count }, (_, n) => String(n).padStart(6, '0'));
}

/** Sweeps at 10 Hz, and images a few milliseconds later. */
function* byTime(count: number, clouds: string, cameras: readonly string[]): Files {
  for (let n = 0; n < count; n += 1) {
    const nameAfter = (ns: number): string => `${1_700_000_000 + Math.floor(n / 10)}.${(n % 10) * 1e8 + ns}`;
    yield [`${clouds}/${nameAfter(1)}.pcd`, ''];
    for (const [i, camera] of cameras.entries()) yield [`${camera}/${nameAfter(7e6 * (i + 1))}.jpg`, ''];
  }
}

function sustechCalibration(): string {
  return JSON.stringify({ extrinsic: [...POSE, 0, 0, 0, 1], intrinsic: LENS });
}

function* kittiSplit(focalOf: (frame: number) => number): Files {
  for (const [n, name] of names(25_000).entries()) {
    const focal = focalOf(n);
    const lens = [0, 1, 2, 3].map(
      (camera) => `P${camera}: ${focal} 0 600 ${camera} 0 ${focal} 180 0 0 0 1 0`,
    );
    const poses = ['R0_rect: 1 0 0 0 1 0 0 0 1', `Tr_velo_to_cam: ${POSE_ROWS}`, ''];
    yield [`training/velodyne/${name}.bin`, ''];
    yield [`training/image_2/${name}.png`, ''];
    yield [`training/calib/${name}.txt`, [...lens, ...poses].join('\n')];
    yield [`training/label_2/${name}.txt`, 'Car 0.25 1 -1.5 10 20 30 40 1.5 1.6 4 2 1.5 20 0.5\n'];
  }
}

function* kittiRawCalibration(date: string): Files {
  const cameras = [0, 2, 3].map((camera) => `P_rect_0${camera}: 700 0 600 70 0 700 180 0 0 0 1 0`);
  yield [`${date}/calib_cam_to_cam.txt`, ['R_rect_00: 1 0 0 0 1 0 0 0 1', ...cameras, ''].join('\n')];
  yield [`${date}/calib_velo_to_cam.txt`, 'R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.25 0.5\n'];
  yield [`${date}/calib_imu_to_velo.txt`, 'R: 1 0 0 0 1 0 0 0 1\nT: -0.75 0.25 -0.75\n'];
}
