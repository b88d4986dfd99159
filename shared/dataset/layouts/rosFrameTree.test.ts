import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import { findSensor } from './bareSensorNames.ts';
import { cameraFrame, isLinkFrame, lidarFrame } from './rosFrameNames.ts';
import { FrameTree, sensorKitEdges, transformEdges } from './rosFrameTree.ts';
import { parseYaml } from './rosYaml.ts';

const still = { roll: 0, pitch: 0, yaw: 0 };

function round(point: readonly number[]): number[] {
  return point.map((value) => Number(value.toFixed(9)) + 0);
}

describe('a tree of frames', () => {
  const tree = new FrameTree([
    ...sensorKitEdges({ base_link: { kit: { x: 1, y: 0, z: 2, ...still, yaw: Math.PI / 2 } } }),
    ...sensorKitEdges({
      kit: {
        top: { x: 0, y: 0, z: 0.5, ...still },
        'cam/camera_link': { x: 0, y: 1, z: 0, ...still, pitch: Math.PI / 2 },
      },
    }),
  ]);

  test('joins frames over their common parent', () => {
    expect(tree.frames).toEqual(['base_link', 'kit', 'top', 'cam/camera_link']);
    // One metre ahead of the kit, which looks left, is one metre to the left of the vehicle.
    expect(round(transformPoint(tree.between('base_link', 'top')!, [1, 0, 0]))).toEqual([1, 1, 2.5]);
    expect(round(transformPoint(tree.between('top', 'base_link')!, [1, 1, 2.5]))).toEqual([1, 0, 0]);
    // Pitched down: what is ahead of the camera is below the kit.
    expect(round(transformPoint(tree.between('kit', 'cam/camera_link')!, [1, 0, 0]))).toEqual([0, 1, -1]);
    expect(tree.between('top', 'nowhere')).toBeUndefined();
  });

  test('roll first, then pitch, then yaw', () => {
    const angles = { roll: Math.PI / 2, pitch: 0, yaw: Math.PI / 2 };
    const turned = new FrameTree(sensorKitEdges({ a: { b: { x: 0, y: 0, z: 0, ...angles } } }));
    expect(round(transformPoint(turned.between('a', 'b')!, [0, 1, 0]))).toEqual([0, 0, 1]);
    expect(round(transformPoint(turned.between('a', 'b')!, [1, 0, 0]))).toEqual([0, 1, 0]);
  });

  test('rings end', () => {
    const pose = { x: 0, y: 0, z: 0, ...still };
    const ring = new FrameTree(sensorKitEdges({ a: { b: pose }, b: { a: pose } }));
    expect(ring.between('a', 'b')).toBeUndefined();
  });

  const quarter = { x: 0, y: 0, z: Math.SQRT1_2, w: Math.SQRT1_2 };
  test.each<[string, unknown]>([
    [
      'a message',
      {
        header: { frame_id: '/a' },
        child_frame_id: '/b',
        transform: { translation: { x: 1, y: 2, z: 3 }, rotation: quarter },
      },
    ],
    [
      'a list',
      [{ parent: 'a', child: 'b', translation: [1, 2, 3], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] }],
    ],
    [
      'transforms',
      { transforms: [{ frame_id: 'a', child_frame_id: 'b', translation: [1, 2, 3], rotation: quarter }] },
    ],
  ])('transforms as %s', (_name, value) => {
    const parsed = new FrameTree(transformEdges(value));
    expect(round(transformPoint(parsed.between('a', 'b')!, [1, 0, 0]))).toEqual([1, 3, 3]);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'x'],
    ['numbers', [1, 2]],
    ['no child', [{ parent: 'a', translation: [0, 0, 0], rotation: [0, 0, 0, 1] }]],
    [
      'three numbers for a quaternion',
      [{ parent: 'a', child: 'b', translation: [0, 0, 0], rotation: [0, 0, 1] }],
    ],
    ['no rotation at all', [{ parent: 'a', child: 'b', translation: [0, 0, 0], rotation: [0, 0, 0, 0] }]],
    ['not a number', [{ parent: 'a', child: 'b', translation: [0, Number.NaN, 0], rotation: [0, 0, 0, 1] }]],
  ])('%s is no transform', (_name, value) => {
    expect(transformEdges(value)).toEqual([]);
    expect(sensorKitEdges(value)).toEqual([]);
  });
});

describe('names', () => {
  test.each([
    ['camera0', ['camera0', 'camera1'], 'camera0'],
    ['image_02', ['camera1', 'camera2'], 'camera2'],
    ['front', ['CAM_FRONT/camera_link', 'CAM_FRONT_LEFT/camera_link'], 'CAM_FRONT/camera_link'],
    ['left', ['CAM_FRONT_LEFT', 'CAM_BACK_LEFT'], undefined],
    ['left', ['CAM_FRONT_LEFT', 'CAM_BACK_RIGHT'], 'CAM_FRONT_LEFT'],
    ['camera1', ['camera10', 'camera11'], undefined],
    ['camera', ['center_camera'], 'center_camera'],
    ['前', ['相机_前', '相机_后'], '相机_前'],
    ['x', [], undefined],
  ])('%s among %j: %s', (name, candidates, expected) => {
    expect(findSensor(name, candidates)).toBe(expected);
  });

  const frames = [
    'base_link',
    'sensor_kit_base_link',
    'camera0/camera_link',
    'camera0/camera_optical_link',
    'camera1/camera_link',
    'velodyne_top_base_link',
    'velodyne_top',
    'velodyne_left_base_link',
    'gnss_link',
    'tamagawa/imu_link',
  ];

  test.each([
    ['camera0', 'camera0/camera_optical_link'],
    ['camera1', 'camera1/camera_link'],
    ['camera2', undefined],
  ])('camera %s is in %s', (camera, expected) => {
    expect(cameraFrame(camera, frames)).toBe(expected);
  });

  test.each([
    ['velodyne_top', 'velodyne_top'],
    ['lidar_left', 'velodyne_left_base_link'],
    ['pointcloud_concatenated', 'base_link'],
    ['lidar', undefined],
    ['gnss', undefined],
  ])('lidar %s is in %s', (lidar, expected) => {
    expect(lidarFrame(lidar, frames)).toBe(expected);
  });

  test('a link looks along x, an optical frame along z', () => {
    expect(
      ['camera0/camera_link', 'front_camera_link', 'camera_optical_link', 'front'].map(isLinkFrame),
    ).toEqual([true, true, false, false]);
  });
});

describeWithReference("Autoware's sensor kits", (root) => {
  const kits = `${root}/data/calib_wild/autowarefoundation__autoware_launch/sensor_kit`;

  test.each([
    ['awsim_sensor_kit_launch/awsim_sensor_kit_description', 8],
    ['carla_sensor_kit_launch/carla_sensor_kit_description', 6],
    ['single_lidar_sensor_kit_launch/single_lidar_sensor_kit_description', 0],
  ])('%s', (kit, cameras) => {
    const edges = ['sensor_kit_calibration', 'sensors_calibration'].flatMap((name) => {
      const path = `${kits}/${kit}/config/${name}.yaml`;
      return sensorKitEdges(parseYaml(readFileSync(path, 'utf8'), path));
    });
    const tree = new FrameTree(edges);
    const lidar = lidarFrame('lidar', tree.frames)!;
    expect(lidar).toBe('velodyne_top_base_link');
    expect(tree.between('base_link', lidar)).toBeDefined();
    const links = tree.frames.filter(isLinkFrame);
    expect(links).toHaveLength(cameras);
    for (const link of links) expect(cameraFrame(link.split('/')[0]!, tree.frames)).toBe(link);
  });
});
