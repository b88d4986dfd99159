import { describe, expect, test } from 'vitest';
import { diskFolder, memoryFolder, withFiles } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { Dataset } from '../dataset.ts';
import { datasetSchema } from '../dataset.ts';
import { openDataset } from '../openDataset.ts';
import { worldFromLabel } from '../worldFromLabel.ts';

/** The lidar's x is the camera's z; it stands 0.3 m behind the camera and 0.1 m above it. */
const TR = '0 -1 0 0 0 0 -1 -0.1 1 0 0 -0.3';
/** Camera 0 went `z` metres ahead and turned a quarter to the right about its y, which points down. */
const turned = (z: number): string => `0 0 1 0 0 1 0 0 -1 0 0 ${z}`;
const ahead = (z: number): string => `1 0 0 0 0 1 0 0 0 0 1 ${z}`;
/** Of a frame whose lidar stands `z` metres ahead of the camera. */
const calibration = (z: number): string =>
  `P2: 700 0 600 0 0 700 180 0 0 0 1 0\nR0_rect: 1 0 0 0 1 0 0 0 1\nTr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 ${z}\n`;
const AHEAD = [0, 1, 2, 3].map(ahead);

/** A sequence of SemanticKITTI: no images, one calibration. */
function sequence(lines: readonly string[], names = ['000000', '000001', '000002', '000003']) {
  return {
    ...Object.fromEntries(names.map((name) => [`sequences/00/velodyne/${name}.bin`, 'x'])),
    'sequences/00/calib.txt': `P0: 700 0 600 0 0 700 180 0 0 0 1 0\nTr: ${TR}\n`,
    'sequences/00/poses.txt': `${lines.join('\n')}\n`,
  };
}

async function open(files: Readonly<Record<string, string>>): Promise<Dataset> {
  const dataset = await openDataset(memoryFolder('dataset', files));
  expect(datasetSchema.parse(dataset)).toEqual(dataset);
  return dataset;
}

/** Of each frame, where a point of the lidar is in the world; undefined without a pose. */
function inWorld({ sequences: [first] }: Dataset, point: Vec3): (Vec3 | undefined)[] {
  return first!.frames.map((frame) => {
    const world = worldFromLabel(first!, frame);
    return world && transformPoint(world, point);
  });
}

/** Ahead of the first camera. */
const depths = (dataset: Dataset): (number | undefined)[] =>
  inWorld(dataset, [0, 0, 0]).map((place) => place?.[2]);

function problemsOf({ problems }: Dataset): unknown[] {
  return problems.map(({ code, params }) => [code, params?.['where'] ?? '', params?.['reason'] ?? '']);
}

describe('poses of camera 0', () => {
  test('reach the label frame through the calibration of the lidar', async () => {
    const dataset = await open(sequence([ahead(0), turned(10), ahead(2), ahead(3)]));
    expect(dataset).toMatchObject({ layout: 'kitti-object', labelFrame: 'velodyne', problems: [] });
    // 5 m ahead of the lidar, 1 m to the left, 2 m up: 4.7 m ahead of the camera, 1 m to its left, 2.1 m above it.
    const [before, after] = inWorld(dataset, [5, 1, 2]);
    for (const axis of [0, 1, 2] as const) {
      expect(before![axis]).toBeCloseTo([-1, -2.1, 4.7][axis]!, 12);
      expect(after![axis]).toBeCloseTo([4.7, -2.1, 11][axis]!, 12);
    }
  });

  test.each([
    ['beside it', 'training/poses.txt', 'training'],
    ['as the benchmark has them', 'poses/00.txt', 'sequences/00'],
  ])('%s', async (_name, path, folder) => {
    const dataset = await open({
      [`${folder}/velodyne/000000.bin`]: 'x',
      [`${folder}/image_2/000000.png`]: 'x',
      [`${folder}/calib.txt`]: `P2: 700 0 600 0 0 700 180 0 0 0 1 0\nTr: ${TR}\n`,
      [path]: ahead(7),
    });
    expect(dataset.problems).toEqual([]);
    expect(depths(dataset)).toEqual([6.7]);
  });

  test('each frame with its own calibration, else with the usual one', async () => {
    const dataset = await open({
      'velodyne/000000.bin': 'x',
      'velodyne/000001.bin': 'x',
      'velodyne/000002.bin': 'x',
      'calib/000000.txt': calibration(-1),
      'calib/000001.txt': calibration(-2),
      'poses.txt': AHEAD.slice(0, 3).join('\n'),
    });
    expect(depths(dataset)).toEqual([-1, -1, 1]);
    expect(dataset.problems.map(({ params }) => params)).toEqual([
      { reason: 'assumedCalibrationOf', other: 'calib/000000.txt' },
    ]);
  });

  test('of a raw drive, in place of what the positioning unit measured', async () => {
    const dataset = await open({
      'velodyne_points/data/0000000000.bin': 'x',
      'velodyne_points/data/0000000001.bin': 'x',
      'oxts/data/0000000000.txt': `49 8.4 110 0 0 0 ${'0 '.repeat(24)}`,
      'oxts/data/0000000001.txt': `49.1 8.4 110 0 0 0 ${'0 '.repeat(24)}`,
      'calib_cam_to_cam.txt': 'R_rect_00: 1 0 0 0 1 0 0 0 1\n',
      'calib_velo_to_cam.txt': 'R: 0 -1 0 0 0 -1 1 0 0\nT: 0 -0.1 -0.3\n',
      'poses.txt': AHEAD.slice(0, 2).join('\r\n'),
    });
    expect(dataset).toMatchObject({ layout: 'kitti-raw', problems: [] });
    expect(depths(dataset)).toEqual([-0.3, 0.7]);
  });
});

describe('which line is that of a frame', () => {
  test('half of the lines are those of the first half', async () => {
    const dataset = await open(sequence(AHEAD.slice(0, 2)));
    expect(depths(dataset)).toEqual([-0.3, 0.7, undefined, undefined]);
    expect(dataset.problems).toEqual([
      {
        code: 'pose.missing',
        severity: 'warning',
        path: 'sequences/00/poses.txt',
        params: { missing: 2, frames: 4 },
      },
    ]);
  });

  test.each([
    [
      'as many as frames, in order',
      AHEAD.slice(0, 2),
      ['000007', '000009'],
      [-0.3, 0.7],
      'assumedPosesByOrder',
    ],
    ['a part of the frames, by number', AHEAD, ['000001', '000003'], [0.7, 2.7], 'assumedPosesByNumber'],
    ['more lines than frames', AHEAD, ['000000', '000001'], [-0.3, 0.7], 'assumedPosesByNumber'],
    ['numbers beyond the lines', AHEAD, ['000003', '000004'], [undefined, undefined], 'wrongCount'],
    ['names that are no numbers', AHEAD, ['a', 'b'], [undefined, undefined], 'wrongCount'],
    ['no lines', [], ['000000', '000001'], [undefined, undefined], 'wrongCount'],
  ])('%s', async (_name, lines, names, expected, reason) => {
    const dataset = await open(sequence(lines, names));
    expect(depths(dataset)).toEqual(expected);
    expect(dataset.problems.map(({ params }) => params?.['reason'])).toEqual([reason]);
  });
});

describe('what is broken costs only itself', () => {
  test.each([
    ['not a number', ahead(NaN), 'notFinite'],
    ['infinite', ahead(Infinity).replace('Infinity', 'inf'), 'notFinite'],
    ['no rotation', '2 0 0 0 0 1 0 0 0 0 1 0', 'notRotation'],
    ['mirrored', '1 0 0 0 0 1 0 0 0 0 -1 0', 'mirrored'],
    ['cut short', '1 0 0 0 0 1', 'wrongCount'],
    ['quaternion form', '0 1 2 3 0 0 0 1', 'wrongCount'],
    ['empty', '', 'wrongCount'],
    ['words', 'a b c d e f g h i j k l', 'expectNumber'],
    ['far away', ahead(1e12), 'outOfRange'],
  ])('%s', async (_name, line, reason) => {
    const dataset = await open(sequence([ahead(0), line, ahead(2), ahead(3)]));
    expect(depths(dataset)).toEqual([-0.3, undefined, 1.7, 2.7]);
    expect(problemsOf(dataset)).toEqual([['schema.mismatch', 'poses.txt:2', reason]]);
  });

  test('lines that are broken alike are named once', async () => {
    const dataset = await open(sequence([ahead(NaN), ahead(1), ahead(NaN), '1 2 3']));
    expect(depths(dataset)).toEqual([undefined, 0.7, undefined, undefined]);
    expect(dataset.problems.map(({ params }) => params)).toEqual([
      { where: 'poses.txt:1', reason: 'notFinite', expected: 12, count: 1 },
      { where: 'poses.txt:4', reason: 'wrongCount', expected: 12 },
    ]);
  });

  test('without the pose of the lidar there are no poses, and that is said', async () => {
    const files = { ...sequence(AHEAD), 'sequences/00/calib.txt': 'P0: 700 0 600 0 0 700 180 0 0 0 1 0\n' };
    const dataset = await open(files);
    expect(depths(dataset)).toEqual([undefined, undefined, undefined, undefined]);
    expect(dataset.sequences[0]!.egoFromLabel).toBeUndefined();
    expect(problemsOf(dataset)).toEqual([['layout.assumed', '', 'assumedNoLidarPose']]);
  });
});

describeWithReference('poses over KITTI’s own calibration', (root) => {
  test('a raw drive whose camera 0 goes straight ahead', async () => {
    const poses = Array.from({ length: 8 }, (_line, i) => ahead(i)).join('\n');
    const disk = diskFolder(`${root}/data/kitti_raw_sfnd_tracking`);
    const dataset = await openDataset(withFiles(disk, { '2011_09_26/poses.txt': poses }));
    expect(dataset.problems).toEqual([]);
    // R0_rect · Tr_velo_to_cam of calib_2011_09_26.txt · (10, 2, −1), as NumPy has it.
    const expected = [-1.98977391, 1.05040556, 9.71711852];
    for (const [i, place] of inWorld(dataset, [10, 2, -1]).entries()) {
      for (const axis of [0, 1, 2] as const) {
        expect(place![axis]).toBeCloseTo(expected[axis]! + (axis === 2 ? i : 0), 8);
      }
    }
  });
});
