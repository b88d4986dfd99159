import { expect, test } from 'vitest';
import { IDENTITY_TRANSFORM, transformPoint, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { worldFromLidar, type Oxts } from './kittiOxts.ts';

const KARLSRUHE: Oxts = { latitude: 49, longitude: 8.4, altitude: 110, roll: 0, pitch: 0, yaw: 0 };
/** The unit sits one metre behind the lidar, turned by nothing. */
const LIDAR_FROM_IMU: RigidTransform = { ...IDENTITY_TRANSFORM, translation: [-1, 0, 0] };

function pose(change: Partial<Oxts>, lidarFromImu = IDENTITY_TRANSFORM): RigidTransform {
  return worldFromLidar(KARLSRUHE, { ...KARLSRUHE, ...change }, lidarFromImu);
}

test('the first frame is the world', () => {
  expect(pose({}, LIDAR_FROM_IMU)).toEqual(IDENTITY_TRANSFORM);
});

test.each([
  // Heading east, x is east, y north, z up; a degree of longitude shrinks with the cosine of the latitude.
  ['east', { longitude: 8.4001 }, [7.3033, 0, 0]],
  ['north', { latitude: 49.0001 }, [0, 11.132, 0]],
  ['up', { altitude: 112.5 }, [0, 0, 2.5]],
])('%s', (_name, change, translation) => {
  const moved = pose(change).translation;
  for (const axis of [0, 1, 2] as const) expect(moved[axis]).toBeCloseTo(translation[axis]!, 3);
});

test.each([
  // A quarter turn to the left, the front down, the left side up.
  ['yaw', { yaw: Math.PI / 2 }, [1, 0, 0], [0, 1, 0]],
  ['pitch', { pitch: Math.PI / 2 }, [1, 0, 0], [0, 0, -1]],
  ['roll', { roll: Math.PI / 2 }, [0, 1, 0], [0, 0, 1]],
] as const)('%s', (_name, change, ego, world) => {
  const turned = transformPoint(pose(change), ego);
  for (const axis of [0, 1, 2] as const) expect(turned[axis]).toBeCloseTo(world[axis], 8);
});

test('the lidar swings round the unit', () => {
  // The unit turns to the left; the lidar, a metre ahead of it, goes one metre left and one back.
  expect(pose({ yaw: Math.PI / 2 }, LIDAR_FROM_IMU).translation).toEqual([-1, 1, 0]);
});
