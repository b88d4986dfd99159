import { worldFiles } from './nuscenesWorld.ts';

type Files = Readonly<Record<string, string>>;

const POSE_ROWS = '0 -1 0 0 0 0 -1 -0.25 1 0 0 0.5';
const POSE = POSE_ROWS.split(' ').map(Number);
const LENS = [1000, 0, 600, 0, 1000, 500, 0, 0, 1];
const NAMES = ['000001', '000002', '000003'];
const XYZ = { x: 1, y: 2, z: 3 };

/** A sound dataset of each layout, with every kind of file that the layout reads: clouds and images are not read. */
export const SMALL_DATASETS: Readonly<Record<string, () => Files>> = {
  boxwright: () => ({
    'dataset.json': JSON.stringify({
      format: 'boxwright-dataset',
      version: 1,
      labelFrame: 'roof',
      ontology: { classes: [{ name: 'car', color: '#00FF00', size: [4, 2, 1.5], glyph: 'C' }] },
      sequences: [
        {
          id: 'drive',
          lidars: [
            { id: 'roof', egoFromLidar: { rotation: [0, 0, 0, 1], translation: [0, 0, 2] } },
            {
              id: 'rear',
              egoFromLidar: { rotation: [0, 0, 1, 0], translation: [-2, 0, 1] },
              binColumns: ['x', 'y', 'z'],
            },
          ],
          cameras: [
            {
              id: 'front',
              width: 1280,
              height: 720,
              intrinsics: { model: 'pinhole', fx: 900, fy: 900, cx: 640, cy: 360 },
              egoFromCamera: { rotation: [0.5, -0.5, 0.5, -0.5], translation: [1.5, 0, 1.2] },
            },
          ],
          frames: NAMES.map((name, i) => ({
            name,
            clouds: { roof: `clouds/${name}.pcd`, rear: `rear/${name}.bin` },
            images: { front: `images/${name}.jpg` },
            timestamps: { roof: { ns: `${i}00000000`, clock: 'gps', meaning: 'sweep end' } },
            worldFromEgo: { rotation: [0, 0, 0, 1], translation: [i, 2, 3] },
          })),
        },
      ],
    }),
    ...named('clouds', 'pcd'),
    ...named('rear', 'bin'),
    ...named('images', 'jpg'),
  }),
  nuscenes: () => worldFiles(),
  t4: () =>
    worldFiles((tables) => {
      for (const row of tables['calibrated_sensor']!)
        row['camera_distortion'] = [-0.3, 0.1, 0.001, -0.002, 0.02];
      const image = tables['sample_data']!.find(({ width }) => width !== 0);
      const row = {
        sample_data_token: image!['token'],
        category_token: 'category-car',
        instance_token: 'car-a',
      };
      tables['object_ann'] = [{ ...row, token: 'o', bbox: [10, 20, 110, 70], automatic_annotation: true }];
    }, 'annotation'),
  'kitti-object': () => ({
    ...named('training/velodyne', 'bin'),
    ...named('training/image_2', 'png'),
    ...named('training/calib', 'txt', (i) => kittiCalibration(700 + i)),
    ...named(
      'training/label_2',
      'txt',
      () =>
        'Car 0 1 -1.5 10 20 30 40 1.5 1.6 4 2 1.5 20 0.5\nDontCare -1 -1 -10 1 2 3 4 -1 -1 -1 -1000 -1000 -1000 -10\n',
    ),
  }),
  'kitti-object odometry': () => ({
    ...named('sequences/00/velodyne', 'bin'),
    ...named('sequences/00/image_2', 'png'),
    ...named('sequences/00/label_2', 'txt', () => 'Car 0 1 -1.5 10 20 30 40 1.5 1.6 4 2 1.5 20 0.5\n'),
    'sequences/00/calib.txt': `P2: 700 0 600 70 0 700 180 0 0 0 1 0\nTr: ${POSE_ROWS}\n`,
    'poses/00.txt': NAMES.map((_name, i) => `1 0 0 0 0 1 0 0 0 0 1 ${i}\n`).join(''),
  }),
  'kitti-raw': () => ({
    ...named('date/drive/velodyne_points/data', 'bin'),
    ...named('date/drive/image_02/data', 'png'),
    ...named(
      'date/drive/oxts/data',
      'txt',
      (i) => `${49 + i * 1e-5} 8.4 110 0.1 0.2 1.5 ${'0 '.repeat(24)}\n`,
    ),
    'date/drive/velodyne_points/timestamps.txt': '2011-09-26 13:02:25.964389445\n2011-09-26 13:02:26.07\n',
    'date/drive/image_02/timestamps.txt':
      '2011-09-26 13:02:25.9\n2011-09-26 13:02:26.0\n2011-09-26 13:02:26.1\n',
    'date/drive/tracklet_labels.xml': trackletXml(),
    'date/calib_cam_to_cam.txt':
      'S_rect_02: 1242 375\nR_rect_00: 1 0 0 0 1 0 0 0 1\nP_rect_02: 700 0 600 70 0 700 180 0 0 0 1 0\n',
    'date/calib_velo_to_cam.txt': 'R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.25 0.5\n',
    'date/calib_imu_to_velo.txt': 'R: 1 0 0 0 1 0 0 0 1\nT: -0.75 0.25 -0.75\n',
  }),
  pandaset: () => ({
    ...named('data/pointcloud', 'ply'),
    ...named('data/cameras/front', 'jpg'),
    ...named('data/poses', 'json', (i) => JSON.stringify({ heading: [1, 0, 0, 0], position: [i, 6, 7] })),
    'data/cameras/front/intrinsics.json': JSON.stringify({ fx: 1000, fy: 900, cx: 960, cy: 540 }),
    'data/cameras/front/extrinsics.json': JSON.stringify(
      NAMES.map((_name, i) => ({ heading: [0.5, -0.5, 0.5, -0.5], position: { x: 0, y: i, z: 2 } })),
    ),
  }),
  supervisely: () => ({
    'meta.json': JSON.stringify({
      classes: [{ title: 'Car', color: '#fa3253', shape: 'cuboid_3d' }],
      tags: [],
    }),
    ...named('ds0/pointcloud', 'pcd'),
    ...named('ds0/ann', 'pcd.json', () => JSON.stringify(superviselyAnnotation())),
    ...superviselyImages('ds0'),
  }),
  'supervisely episode': () => {
    const { objects, figures } = superviselyAnnotation();
    const frames = NAMES.map((_name, index) => ({ index, figures }));
    return {
      'meta.json': JSON.stringify({ classes: [{ title: 'Car', color: '#fa3253' }], tags: [] }),
      ...named('ep/pointcloud', 'pcd'),
      'ep/annotation.json': JSON.stringify({ key: 'k', objects, framesCount: 3, frames }),
      'ep/frame_pointcloud_map.json': '{"0": "000001.pcd", "2": "000002.pcd", "1": "000003.pcd"}',
      ...superviselyImages('ep'),
    };
  },
  xtreme1: () => {
    const camera = {
      camera_internal: { fx: 1000, fy: 1000, cx: 600, cy: 500 },
      camera_external: [...POSE, 0, 0, 0, 1],
    };
    const distorted = {
      ...camera,
      width: 1200,
      height: 1000,
      distortionK: [0.1, 0.2, 0, 0],
      cameraModel: 'FISHEYE',
    };
    const base = { id: 'o', className: 'car', trackId: 't', trackName: '2', modelConfidence: 0.5 };
    const corners = [XYZ, { x: 30, y: 20, z: 0 }, { x: 5, y: 60, z: 0 }];
    const objects = [
      {
        ...base,
        type: '3D_BOX',
        contour: { size3D: XYZ, center3D: XYZ, rotation3D: { x: 0.1, y: 0, z: 0.5 } },
      },
      { ...base, type: '2D_RECT', contour: { points: corners, viewIndex: 1 } },
    ];
    return {
      ...named('lidar_point_cloud_0', 'pcd'),
      ...named('lidar_point_cloud_1', 'pcd'),
      ...named('camera_image_0', 'jpg'),
      ...named('camera_image_1', 'jpg'),
      ...named('camera_config', 'json', () => JSON.stringify([camera, distorted])),
      ...named('result', 'json', () => JSON.stringify([{ sourceName: 'Ground Truth', objects }])),
    };
  },
  'cvat-3d': () => ({
    ...named('point_clouds/default', 'pcd'),
    ...Object.fromEntries(NAMES.map((name) => [`related_images/default/${name}/image_0.png`, ''])),
    'annotations/default.json': JSON.stringify({
      categories: { label: { labels: [{ name: 'car' }, { name: 'tram' }] } },
      items: NAMES.map((id) => ({
        id,
        point_cloud: { path: '' },
        annotations: [
          {
            id: 0,
            type: 'cuboid_3d',
            attributes: { occluded: false, track_id: 7, color: 'red' },
            group: 0,
            label_id: 1,
            position: [1, 2, 3],
            rotation: [0, 0.1, 1.5],
            scale: [4, 2, 1.5],
          },
        ],
      })),
    }),
  }),
  sustechpoints: () => ({
    ...named('scene/lidar', 'pcd'),
    ...named('scene/camera/front', 'jpg'),
    ...named('scene/ego_pose', 'json', (i) =>
      JSON.stringify({ x: 500000 + i, y: '2498765.5', z: 41, azimuth: 37.5, pitch: 2, roll: -1 }),
    ),
    'scene/calib/camera/front.json': JSON.stringify({ extrinsic: [...POSE, 0, 0, 0, 1], intrinsic: LENS }),
    ...named('scene/label', 'json', () =>
      JSON.stringify([
        {
          psr: { position: XYZ, scale: XYZ, rotation: XYZ },
          obj_type: 'Car',
          obj_id: '1',
          obj_attr: 'moving',
        },
        { psr: { position: XYZ, scale: XYZ, rotation: XYZ }, obj_type: 'Bus', obj_id: 2, annotator: [1] },
      ]),
    ),
  }),
  ros: () => ({
    ...named('velodyne_top', 'pcd'),
    ...named('camera0/image_raw', 'jpg'),
    'camera0/camera_info.yaml': [
      'image_width: 1920',
      'image_height: 1080',
      'camera_matrix: {rows: 3, cols: 3, data: [1000, 0, 960, 0, 1000, 540, 0, 0, 1]}',
      'distortion_model: plumb_bob',
      'distortion_coefficients: {rows: 1, cols: 5, data: [-0.1, 0.01, 0, 0, 0]}',
      'rectification_matrix: {rows: 3, cols: 3, data: [1, 0, 0, 0, 1, 0, 0, 0, 1]}',
      'projection_matrix: {rows: 3, cols: 4, data: [900, 0, 950, 0, 0, 900, 530, 0, 0, 0, 1, 0]}',
    ].join('\n'),
    'calib/sensor_kit_calibration.yaml': [
      'sensor_kit_base_link:',
      '  camera0/camera_link: {x: 1.0, y: 0.5, z: -0.5, roll: 0, pitch: 0, yaw: 0}',
      '  velodyne_top_base_link: {x: 0, y: 0, z: 0, roll: 0, pitch: 0, yaw: 1.57}',
    ].join('\n'),
  }),
  bare: () => ({
    ...Object.fromEntries(NAMES.map((_name, i) => [`pcd/170000000${i}.000000001.pcd`, ''])),
    ...Object.fromEntries(NAMES.map((_name, i) => [`images/front/170000000${i}.020000000.jpg`, ''])),
    ...Object.fromEntries(NAMES.map((_name, i) => [`images/left/170000000${i}.000000001.jpg`, ''])),
    'calib/front.json': JSON.stringify({ extrinsic: [...POSE, 0, 0, 0, 1], intrinsic: LENS }),
    'calib/calib.txt': kittiCalibration(700),
    'calib/left.yaml': `K: [${LENS.join(', ')}]\nD: [0, 0, 0, 0]\nT: [${POSE.join(', ')}]\n`,
  }),
  'bare Kalibr': () => ({
    ...named('pcd', 'pcd'),
    ...named('images/cam0', 'jpg'),
    ...named('images/cam1', 'jpg'),
    'calib/camchain.yaml': [
      'cam0:',
      '  camera_model: omni',
      '  intrinsics: [0.8, 460.1, 461.2, 360.3, 240.4]',
      '  distortion_model: radtan',
      '  distortion_coeffs: [-0.3, 0.1, 0.001, 0.002]',
      '  resolution: [752, 480]',
      '  rostopic: /cam0/image_raw',
      `  T_cam_lidar: [${POSE.join(', ')}, 0, 0, 0, 1]`,
      'cam1:',
      '  camera_model: pinhole',
      '  intrinsics: [460.1, 461.2, 360.3, 240.4]',
      '  distortion_model: equidistant',
      '  distortion_coeffs: [-0.03, 0.01, 0.001, 0.0002]',
      '  T_cn_cnm1: [[1, 0, 0, -0.1], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]',
    ].join('\n'),
  }),
  'bare basalt': () => ({
    ...named('pcd', 'pcd'),
    ...named('cam0', 'jpg'),
    ...named('cam1', 'jpg'),
    'calib/calibration.json': JSON.stringify({
      value0: {
        T_imu_cam: [
          { px: 0.1, py: 0, pz: 0, qx: 0, qy: 0, qz: 0, qw: 1 },
          { px: -0.1, py: 0, pz: 0, qx: 0, qy: 0, qz: 0, qw: 1 },
        ],
        intrinsics: [
          { camera_type: 'eucm', intrinsics: { fx: 460, fy: 459, cx: 365, cy: 249, alpha: 0.6, beta: 1.1 } },
          {
            camera_type: 'kb4',
            intrinsics: { fx: 460, fy: 459, cx: 365, cy: 249, k1: 0, k2: 0.1, k3: 0, k4: 0 },
          },
        ],
        resolution: [
          [752, 480],
          [752, 480],
        ],
      },
    }),
    'calib/lidar.json': JSON.stringify({
      pose: {
        sensor_name: 'lidar',
        target_sensor_name: 'imu',
        param_type: 'extrinsic',
        param: { sensor_calib: { rows: 4, cols: 4, data: [...POSE, 0, 0, 0, 1] } },
      },
    }),
  }),
  'bare OpenCV': () => ({
    ...named('pcd', 'pcd'),
    ...named('images/front', 'jpg'),
    ...named('images/rear', 'jpg'),
    ...named('images/left', 'jpg'),
    'calib/front.yml': [
      '%YAML:1.0',
      '---',
      'CameraMat: !!opencv-matrix',
      '  rows: 3',
      '  cols: 3',
      '  dt: d',
      `  data: [${LENS.join('., ')}.]`,
      'DistCoeff: !!opencv-matrix {rows: 1, cols: 5, dt: d, data: [-0.1, 0.2, 0.001, 0.002, 0.]}',
      'ImageSize: [1200, 1000]',
      'DistModel: plumb_bob',
      `CameraExtrinsicMat: !!opencv-matrix {rows: 4, cols: 4, dt: d, data: [${POSE.join(', ')}, 0, 0, 0, 1]}`,
    ].join('\n'),
    'calib/rear.yml': [
      `camera_matrix: {rows: 3, cols: 3, data: [${LENS.join(', ')}]}`,
      'distortion_coefficients: [0.1, 0.2, 0.03, 0.04]',
      'xi: 1.2',
      'rvec: [1.2, -1.2, 1.2]',
      'tvec: [0.1, 0.2, 0.3]',
    ].join('\n'),
    'calib/left.yml': [
      'model_type: KANNALA_BRANDT',
      'image_width: 1200',
      'projection_parameters: {k2: 0.1, k3: 0.01, k4: 0, k5: 0, mu: 500, mv: 501, u0: 600, v0: 500}',
    ].join('\n'),
    'calib/left_extrinsics.yml': `R: [${[...POSE.slice(0, 3), ...POSE.slice(4, 7), ...POSE.slice(8, 11)].join(', ')}]\nT: [0, -0.25, 0.5]\n`,
  }),
  'ros transforms': () => ({
    ...named('lidar_top', 'pcd'),
    ...named('camera_front/image_raw', 'jpg'),
    'camera_front/camera_info.yaml': [
      'width: 1920',
      'height: 1080',
      'distortion_model: equidistant',
      'K: [1000, 0, 960, 0, 1000, 540, 0, 0, 1]',
      'D: [0.1, 0.01, 0, 0]',
    ].join('\n'),
    'tf_static.yaml': [
      'transforms:',
      '  - header: {frame_id: base_link}',
      '    child_frame_id: lidar_top',
      '    transform: {translation: {x: 1, y: 0, z: 2}, rotation: {x: 0, y: 0, z: 0, w: 1}}',
      '  - header: {frame_id: base_link}',
      '    child_frame_id: camera_front_optical',
      '    transform: {translation: {x: 2, y: 0, z: 1}, rotation: {x: -0.5, y: 0.5, z: -0.5, w: 0.5}}',
    ].join('\n'),
  }),
};

function named(
  folder: string,
  ending: string,
  text = (_index: number): string => '',
): Record<string, string> {
  return Object.fromEntries(NAMES.map((name, i) => [`${folder}/${name}.${ending}`, text(i)]));
}

function kittiCalibration(focal: number): string {
  const lens = `${focal} 0 600 70 0 ${focal} 180 0 0 0 1 0`;
  return `P0: ${lens}\nP2: ${lens}\nR0_rect: 1 0 0 0 1 0 0 0 1\nTr_velo_to_cam: ${POSE_ROWS}\n`;
}

function trackletXml(): string {
  const pose =
    '<item><tx>10</tx><ty>-2</ty><tz>-1.5</tz><rx>0</rx><ry>0</ry><rz>0.5</rz><state>2</state></item>';
  const tracklet = `<item><objectType>Van</objectType><h>1.5</h><w>1.6</w><l>4</l><first_frame>1</first_frame><poses><count>2</count>${pose}${pose}</poses></item>`;
  return `<?xml version="1.0"?>\n<!DOCTYPE boost_serialization>\n<boost_serialization><tracklets><count>1</count>${tracklet}</tracklets></boost_serialization>`;
}

function superviselyAnnotation(): { readonly objects: object[]; readonly figures: object[] } {
  const tags = [{ name: 'parked' }, { name: 'doors', value: 2, frameRange: [0, 1] }];
  const geometry = { position: XYZ, rotation: { x: 0, y: 0.1, z: -1.5 }, dimensions: XYZ };
  return {
    objects: [{ key: 'a', id: 1, classTitle: 'Car', tags }],
    figures: [{ key: 'f', objectKey: 'a', geometryType: 'cuboid_3d', geometry }],
  };
}

function superviselyImages(dataset: string): Record<string, string> {
  const sensorsData = { extrinsicMatrix: POSE, intrinsicMatrix: LENS };
  const about = JSON.stringify({ name: 'x', meta: { deviceId: 'front', sensorsData } });
  const geometry = {
    points: {
      exterior: [
        [10, 20],
        [110, 70],
      ],
      interior: [],
    },
  };
  const figures = JSON.stringify([{ objectKey: 'a', geometryType: 'rectangle', geometry }]);
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const image = `${dataset}/related_images/${name}_pcd/front.png`;
      return [
        [image, ''],
        [`${image}.json`, about],
        [`${image}.figures.json`, figures],
      ];
    }),
  );
}
