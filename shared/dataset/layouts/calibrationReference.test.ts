import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { openDataset } from '../openDataset.ts';
import { OPENCV_FILES } from './testing/opencvFiles.ts';

/**
 * Pixels that OpenCV 4.6 gave (`projectPoints`, `fisheye`, `omnidir`), and for EUCM the formula of Khomutenko 2016 written
 * down apart from ours, from the numbers of the files read by other parsers.
 */
type Sample = readonly [point: Vec3, pixel: readonly [number, number]];

/** How far the worst of a camera's pixels is from where it should be. */
async function worst(
  files: Readonly<Record<string, string>>,
  camera: string,
  samples: readonly Sample[],
): Promise<number> {
  const { sequences } = await openDataset(memoryFolder('data', files));
  const found = sequences[0]!.cameras.find(({ id }) => id === camera);
  const { intrinsics, cameraFromLabel } = found!.calibration!;
  const model = createCameraModel(intrinsics);
  const distances = samples.map(([point, [x, y]]) => {
    const [u = Number.NaN, v = Number.NaN] = projectPoint(point, { model, cameraFromLabel }) ?? [];
    return Math.hypot(u - x, v - y);
  });
  return Math.max(...distances);
}

const POINTS: readonly Vec3[] = [
  [8, 1.5, -0.7],
  [12.5, -3.25, 0.4],
  [5, 0.1, 0.2],
];

describe('files that OpenCV wrote', () => {
  test.each([
    [
      'calib/front_autoware.yaml',
      [
        [752.2480721557152, 607.0811587488353],
        [1282.0442701969885, 470.34327897765206],
        [956.3901988731369, 419.6308465256398],
      ],
    ],
    [
      'calib/front_fisheye.yml',
      [
        [752.376691063495, 607.023766561089],
        [1282.3258925896955, 470.23290853787387],
        [956.4011011621197, 419.6087442759954],
      ],
    ],
    [
      'calib/front_omni.json',
      [
        [870.6608893817605, 569.3836037806494],
        [1095.9994304804968, 511.2238707222324],
        [957.4620703447868, 489.64495251436136],
      ],
    ],
  ] as const)('%s projects like OpenCV', async (path, pixels) => {
    const files = { 'pcd/1.pcd': 'x', 'front/1.jpg': 'x', [path]: OPENCV_FILES[path] };
    const samples = POINTS.map((point, i) => [point, pixels[i]!] as const);
    expect(await worst(files, 'front', samples)).toBeLessThan(1e-3);
  });
});

/** The example of Kalibr's wiki, with the lidar where the IMU is. */
const CAMCHAIN = `cam0:
  camera_model: pinhole
  intrinsics: [461.629, 460.152, 362.680, 246.049]
  distortion_model: radtan
  distortion_coeffs: [-0.27695497, 0.06712482, 0.00087538, 0.00011556]
  T_cam_imu:
  - [0.01779318, 0.99967549,-0.01822936, 0.07008565]
  - [-0.9998017, 0.01795239, 0.00860714,-0.01771023]
  - [0.00893160, 0.01807260, 0.99979678, 0.00399246]
  - [0.0, 0.0, 0.0, 1.0]
  T_imu_lidar: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
  timeshift_cam_imu: -8.121e-05
  rostopic: /cam0/image_raw
  resolution: [752, 480]
cam1:
  camera_model: omni
  intrinsics: [0.80065662, 833.006, 830.345, 373.850, 253.749]
  distortion_model: radtan
  distortion_coeffs: [-0.33518750, 0.13211436, 0.00055967, 0.00057686]
  T_cn_cnm1:
  - [ 0.99998854, 0.00216014, 0.00427195,-0.11003785]
  - [-0.00221074, 0.99992702, 0.01187697, 0.00045792]
  - [-0.00424598,-0.01188627, 0.99992034,-0.00064487]
  - [0.0, 0.0, 0.0, 1.0]
  rostopic: /cam1/image_raw
  resolution: [752, 480]
`;

test.each([
  [
    'cam0',
    [
      [335.5738307762579, 185.83921090302798],
      [423.4022884847642, 139.66499397815446],
    ],
  ],
  [
    'cam1',
    [
      [331.7986133635313, 199.14521718446517],
      [425.3142448779435, 152.54644890483382],
    ],
  ],
] as const)("%s of Kalibr's example projects like OpenCV", async (camera, [first, second]) => {
  const files = { 'pcd/1.pcd': 'x', 'cam0/1.jpg': 'x', 'cam1/1.jpg': 'x', 'camchain.yaml': CAMCHAIN };
  const samples: Sample[] = [
    [[0.4, -0.2, 3], first],
    [[1.1, 0.6, 4.5], second],
  ];
  expect(await worst(files, camera, samples)).toBeLessThan(1e-3);
});

describeWithReference('files as found in the wild', (root) => {
  const read = (path: string): string => readFileSync(`${root}/data/calib_wild/${path}`, 'utf8');

  test.each<[string, string, Sample]>([
    [
      'euroc_eucm_calib.json',
      'cam0',
      [
        [0.2917973150909202, 0.4682262609372351, 1.9941682337816053],
        [477.9866438053209, 182.27771786639693],
      ],
    ],
    [
      'euroc_eucm_calib.json',
      'cam1',
      [
        [0.3216776382583167, 0.5803630536680244, 1.9870905225901356],
        [491.2282016540924, 189.09162673991761],
      ],
    ],
    [
      'tumvi_512_eucm_calib.json',
      'cam0',
      [
        [-0.5163218914107005, -2.044061370506532, 0.31864559394683384],
        [301.47728982270934, 228.97272652036241],
      ],
    ],
    [
      'tumvi_512_eucm_calib.json',
      'cam1',
      [
        [-0.6174051066603643, -2.057784872804038, 0.22093258328426835],
        [298.9173393780282, 227.21081155582183],
      ],
    ],
  ])("basalt's %s, %s, with the lidar where the IMU is", async (name, camera, sample) => {
    const identity = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    const param = { sensor_calib: { data: identity } };
    const pose = { a: { sensor_name: 'lidar', target_sensor_name: 'imu', param_type: 'extrinsic', param } };
    const files = {
      'pcd/1.pcd': 'x',
      'cam0/1.jpg': 'x',
      'cam1/1.jpg': 'x',
      [`calib/${name}`]: read(`VladyslavUsenko__basalt-mirror/data/${name}`),
      'calib/lidar.json': JSON.stringify(pose),
    };
    expect(await worst(files, camera, [sample])).toBeLessThan(1e-3);
  });

  // Points 0.7 m to the right, 0.4 m up and 6 m before each camera, in the coordinates of a lidar.
  test.each<[string, string, Vec3]>([
    ['velodyne_top', 'camera0', [5.212279395497957, -3.7008240804914165, -1.739031915694816]],
    ['velodyne_top', 'camera1', [-5.157434048293361, 3.7589537684256458, -1.7681839552177492]],
    ['velodyne_top', 'camera2', [-5.928176690232646, -2.4137779483106083, -1.8718208953903614]],
    ['velodyne_top', 'camera4', [-0.7553655597954738, -6.052165373695277, 0.5272930147145694]],
    ['velodyne_rear', 'camera3', [1.6569984105712596, -6.021477690268321, -0.5381158218865858]],
    ['velodyne_rear', 'camera5', [2.9755294158292145, -1.095495892659968, 3.7925615034843876]],
  ])("Autoware's sample kit, %s and %s, with ACFR's lens", async (lidar, camera, point) => {
    const kit = 'individual_params/config/default/sample_sensor_kit';
    const files = Object.fromEntries([
      [`${lidar}/1.pcd`, 'x'],
      ...['sensor_kit_calibration.yaml', 'sensors_calibration.yaml'].map((name) => {
        return [`${kit}/${name}`, read(`autowarefoundation__autoware_individual_params/${kit}/${name}`)];
      }),
      ...[0, 1, 2, 3, 4, 5].flatMap((i) => [
        [`camera${i}/image_raw/1.jpg`, 'x'],
        [`camera${i}/camera_info.yaml`, read('acfr__cam_lidar_calibration/cfg/camera_info_.yaml')],
      ]),
    ]) as Record<string, string>;
    expect(await worst(files, camera, [[point, [1207.00205957, 531.05599167]]])).toBeLessThan(1e-3);
  });
});
