import { expect, test } from 'vitest';
import { IDENTITY_TRANSFORM, transformPoint, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { worldFromImu, type Oxts } from './kittiOxts.ts';

const KARLSRUHE: Oxts = { latitude: 49, longitude: 8.4, altitude: 110, roll: 0, pitch: 0, yaw: 0 };

function pose(change: Partial<Oxts>): RigidTransform {
  return worldFromImu(KARLSRUHE, { ...KARLSRUHE, ...change });
}

test('the first frame is the world', () => {
  expect(pose({})).toEqual(IDENTITY_TRANSFORM);
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
