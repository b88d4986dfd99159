import { describe, expect, test } from 'vitest';
import { diskFolder, memoryFolder, withFiles } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { composeTransforms, transformPoint } from '../../geometry/rigidTransform.ts';
import { distance, ZERO, type Vec3 } from '../../geometry/vec3.ts';
import { datasetSchema, type Dataset } from '../dataset.ts';
import { openDataset } from '../openDataset.ts';
import { worldFromLabel } from '../worldFromLabel.ts';
import { EGO_FROM_SUSTECH_LIDAR, parseSustechEgoPose } from './sustechEgoPose.ts';

const ORIGIN = { x: 0, y: 0, z: 0, azimuth: 0, pitch: 0, roll: 0 };
/** The lidar looks along −y: ten metres ahead of it, to its right, above it. */
const [AHEAD, RIGHT, ABOVE]: readonly Vec3[] = [
  [0, -10, 0],
  [-10, 0, 0],
  [0, 0, 10],
];

/** Where a point of the lidar is in the world. */
function inWorld(json: object, point: Vec3): Vec3 {
  const read = parseSustechEgoPose({ ...ORIGIN, ...json });
  if ('reason' in read) throw new Error(`${read.reason} ${read.where}`);
  return transformPoint(composeTransforms(read.worldFromEgo, EGO_FROM_SUSTECH_LIDAR), point);
}

/** Metres. */
const NEAR = 1e-6;

describe('a pose', () => {
  test.each([
    ['north is ahead at azimuth 0', {}, AHEAD, [0, 10, 0.4]],
    ['east is to the right of it', {}, RIGHT, [10, 0, 0.4]],
    ['azimuth is clockwise', { azimuth: 90 }, AHEAD, [10, 0, 0.4]],
    ['pitch raises the front', { pitch: 90 }, AHEAD, [0, -0.4, 10]],
    ['roll raises the left side', { roll: 90 }, RIGHT, [0.4, 0, -10]],
    ['a position', { x: 1, y: 2, z: 3 }, ABOVE, [1, 2, 13.4]],
    ['texts in place of numbers', { x: '1', y: ' 2.5', z: '3e0', azimuth: '90.0' }, AHEAD, [11, 2.5, 3.4]],
  ])('%s', (_name, json, point, expected) => {
    expect(distance(inWorld(json, point!), expected as unknown as Vec3)).toBeLessThan(NEAR);
  });

  test('is that of three.js, with which the tool computes', () => {
    // Matrix4 from Euler(2.25°, −1.5°, −37.5°, 'ZXY') at the position, times Rz(180°) at (0, 0, 0.4).
    const json = { x: 698123.25, y: 2498765.5, z: 41.125, azimuth: 37.5, pitch: 2.25, roll: -1.5 };
    const expected: Vec3 = [698128.5895902727, 2498774.0535058766, 40.39266610281435];
    expect(distance(inWorld(json, [1, -10, -1.5]), expected)).toBeLessThan(NEAR);
  });

  test('has an ego that drives along its x', () => {
    const read = parseSustechEgoPose({ ...ORIGIN, azimuth: 45 });
    const along = 'worldFromEgo' in read && transformPoint(read.worldFromEgo, [1, 0, 0]);
    expect(distance(along || ZERO, [Math.SQRT1_2, Math.SQRT1_2, 0])).toBeLessThan(NEAR);
  });

  test.each([
    [null, 'expectObject', ''],
    [[1, 2, 3], 'expectObject', ''],
    [{ ...ORIGIN, azimuth: undefined }, 'missing', 'azimuth'],
    [{ ...ORIGIN, z: 'high' }, 'expectNumber', 'z'],
    [{ ...ORIGIN, z: 'nan' }, 'notFinite', 'z'],
    [{ ...ORIGIN, z: null }, 'expectNumber', 'z'],
    [{ ...ORIGIN, x: 1e300 }, 'outOfRange', ''],
    [{ ...ORIGIN, roll: Infinity }, 'notFinite', ''],
  ])('%j is none', (json, reason, where) => {
    expect(parseSustechEgoPose(json)).toEqual({ reason, where });
  });
});

const northward = (y: number): string => JSON.stringify({ ...ORIGIN, y });

function norths({ sequences: [first] }: Dataset): (number | undefined)[] {
  return first!.frames.map((frame) => worldFromLabel(first!, frame)?.translation[1]);
}

describe('a scene', () => {
  const clouds = { 'lidar/1.pcd': 'x', 'lidar/2.pcd': 'x', 'lidar/3.pcd': 'x' };

  async function open(files: Readonly<Record<string, string>>): Promise<Dataset> {
    const dataset = await openDataset(memoryFolder('scene', { ...clouds, ...files }));
    expect(datasetSchema.parse(dataset)).toEqual(dataset);
    return dataset;
  }

  test('has the poses of its frames, and says what it takes for given', async () => {
    const dataset = await open({
      'ego_pose/1.json': northward(5),
      'ego_pose/2.json': northward(6),
      'ego_pose/3.json': northward(7),
    });
    expect(norths(dataset)).toEqual([5, 6, 7]);
    expect(dataset.problems).toEqual([
      { code: 'layout.assumed', severity: 'info', params: { reason: 'assumedSustechMount' } },
    ]);
  });

  test('what is missing, broken or too much costs only itself', async () => {
    const dataset = await open({
      'ego_pose/2.json': '{"x": NaN}',
      'ego_pose/3.json': northward(7),
      'ego_pose/4.json': northward(8),
    });
    expect(norths(dataset)).toEqual([undefined, undefined, 7]);
    expect(dataset.problems.map(({ code, path }) => [code, path])).toEqual([
      ['file.skipped', 'ego_pose/4.json'],
      ['json.malformed', 'ego_pose/2.json'],
      ['layout.assumed', undefined],
      ['pose.missing', 'ego_pose'],
    ]);
  });

  test('without poses takes nothing for given', async () => {
    const dataset = await open({ 'ego_pose/1.json': '{}' });
    expect(dataset.sequences[0]!.egoFromLabel).toBeUndefined();
    expect(dataset.problems.map(({ code }) => code)).toEqual(['schema.mismatch', 'pose.missing']);
  });
});

describeWithReference('poses over the SUSTechPOINTS example', (root) => {
  test('its vehicle drives the way that its lidar looks', async () => {
    const disk = diskFolder(`${root}/data/sustechpoints/example`);
    const { sequences } = await openDataset(
      withFiles(disk, {
        'ego_pose/000950.json': JSON.stringify({ ...ORIGIN, azimuth: 90 }),
        'ego_pose/000965.json': JSON.stringify({ ...ORIGIN, x: 3, azimuth: 90 }),
      }),
    );
    const [sequence] = sequences;
    const [before, after] = sequence!.frames.map((frame) => worldFromLabel(sequence!, frame)!);
    // What is 10 m ahead before is 7 m ahead after: the front camera, which looks along the lidar's −y, sees it.
    const [seen, later] = [transformPoint(before!, [0, -10, 0]), transformPoint(after!, [0, -7, 0])];
    expect(distance(seen, later)).toBeLessThan(NEAR);
    const front = sequence!.cameras.find(({ id }) => id === 'front')!.calibration!.cameraFromLabel;
    expect(transformPoint(front, [0, -10, 0])[2]).toBeGreaterThan(9);
  });
});
