import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { cuboidCorners, cuboidYaw } from '../../geometry/cuboid.ts';
import { transformPoint, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { ProblemError } from '../../problems/problem.ts';
import { openDataset } from '../openDataset.ts';
import type { ForeignFrameLabels } from '../layout.ts';
import { kittiObjectLabels, parseObjectLabels } from './kittiObjectLabels.ts';

const RECT_FROM_LIDAR: RigidTransform = {
  rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0],
  translation: [0, -0.25, 0.5],
};

function parse(
  text: string,
  rectFromLidar: RigidTransform | undefined = RECT_FROM_LIDAR,
): ForeignFrameLabels {
  return parseObjectLabels(text, 'label_2/1.txt', '1', rectFromLidar);
}

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const CAR = 'Car 0.25 1 -1.5 10 20 30 40 1.5 1.6 4 2 1.5 20 0.5';

describe('an object', () => {
  test('has its cuboid in the lidar’s frame, centred, and its 2D box', () => {
    const { objects, boxes2d, problems } = parse(CAR);
    expect(problems).toEqual([]);
    expect(objects).toMatchObject([
      {
        sourceId: '1#0',
        class: 'Car',
        // Camera (2, 1.5 − 0.75, 20) is 20 − 0.5 ahead, 2 to the right, 0.75 + 0.25 below.
        cuboid: { centre: [19.5, -2, -1], size: [4, 1.6, 1.5] },
        attributes: { truncation: 0.25, occlusion: 1, alpha: -1.5 },
      },
    ]);
    // rotation_y 0 looks along the camera's +x, the lidar's −y.
    expect(cuboidYaw(objects[0]!.cuboid)).toBeCloseTo(-0.5 - Math.PI / 2, 8);
    expect(boxes2d).toEqual([
      {
        camera: 'image_2',
        rectangle: { left: 10, top: 20, right: 30, bottom: 40 },
        class: 'Car',
        source: 'imported',
        sourceId: '1#0',
      },
    ]);
  });

  test('of a detector has a score, and a program drew its box', () => {
    const { objects, boxes2d } = parse(`${CAR} 0.875`);
    expect(objects[0]!.attributes).toMatchObject({ score: 0.875 });
    expect(boxes2d![0]!.source).toBe('model');
  });

  test('has the corners of the development kit’s computeBox3D', () => {
    fc.assert(
      fc.property(
        fc.tuple(finite(0.1, 9), finite(0.1, 9), finite(0.1, 20)),
        fc.tuple(finite(-50, 50), finite(-5, 5), finite(1, 90)),
        finite(-Math.PI, Math.PI),
        ([h, w, l], [x, y, z], ry) => {
          const { objects } = parse(`Car 0 0 0 1 1 2 2 ${h} ${w} ${l} ${x} ${y} ${z} ${ry}`);
          const inCamera = cuboidCorners(objects[0]!.cuboid).map((p) => transformPoint(RECT_FROM_LIDAR, p));
          const [c, s] = [Math.cos(ry), Math.sin(ry)];
          for (const [sx, sz] of [
            [1, 1],
            [1, -1],
            [-1, -1],
            [-1, 1],
          ] as const) {
            const [dx, dz] = [(sx * l) / 2, (sz * w) / 2];
            for (const dy of [0, -h]) {
              const expected = [x + c * dx + s * dz, y + dy, z - s * dx + c * dz];
              const nearest = Math.min(
                ...inCamera.map((p) => Math.hypot(...p.map((value, i) => value - expected[i]!))),
              );
              expect(nearest).toBeLessThan(1e-6);
            }
          }
        },
      ),
    );
  });
});

describe('boxes on the image alone', () => {
  test.each([
    ['DontCare', 'DontCare -1 -1 -10 10 20 30 40 -1 -1 -1 -1000 -1000 -1000 -10'],
    ['no size', 'Car 0 0 0 10 20 30 40 -1 -1 -1 -1000 -1000 -1000 -10'],
    ['all zero', 'Car 0 0 0 10 20 30 40 0 0 0 0 0 0 0'],
  ])('%s', (_name, line) => {
    const { objects, boxes2d, problems } = parse(line);
    expect([objects, problems]).toEqual([[], []]);
    expect(boxes2d).toMatchObject([{ rectangle: { left: 10, top: 20, right: 30, bottom: 40 } }]);
    expect(boxes2d![0]).not.toHaveProperty('sourceId');
  });

  test('a box that is none is an attribute of its object', () => {
    const { objects, boxes2d } = parse(CAR.replace('10 20 30 40', '0 0 0 0'));
    expect(boxes2d).toEqual([]);
    expect(objects[0]!.attributes).toMatchObject({ bbox: '0 0 0 0' });
  });
});

describe('a bad line is named, the others are kept', () => {
  test.each([
    ['too few', 'Car 0 0 0 10 20', { object: '#1', reason: 'wrongCount' }],
    ['too many', `${CAR} 1 2`, { object: '#1', reason: 'wrongCount' }],
    ['only a name', 'Car', { reason: 'wrongCount' }],
    ['a word', CAR.replace('1.6', 'wide'), { reason: 'expectNumber', where: '2: width' }],
    ['not finite', CAR.replace('1.6', 'nan'), { reason: 'notFinite', where: '2: width' }],
    ['a negative size', CAR.replace('1.6', '-1.6'), { object: 'Car #1', reason: 'sizeNotPositive' }],
    ['no size', CAR.replace('1.6', '0'), { object: 'Car #1', reason: 'sizeNotPositive' }],
    ['binary', '\u0000\u0001\u0002', { reason: 'wrongCount' }],
  ])('%s', (_name, line, params) => {
    const { objects, problems } = parse(`${CAR}\r\n${line}\r\n\r\n${CAR}\r\n`);
    expect(objects.map(({ sourceId }) => sourceId)).toEqual(['1#0', '1#3']);
    expect(problems).toMatchObject([
      { code: 'labels.objectSkipped', severity: 'error', path: 'label_2/1.txt', params },
    ]);
  });

  test('without a calibration there are no cuboids, and that is said of each', () => {
    const { objects, boxes2d, problems } = parseObjectLabels(CAR, 'label_2/1.txt', '1', undefined);
    expect(objects).toEqual([]);
    expect(boxes2d).toHaveLength(1);
    expect(problems).toMatchObject([{ params: { object: 'Car #0', reason: 'noPose' } }]);
  });
});

describe('the calibration of a frame’s labels', () => {
  const P2 = 'P2: 700 0 300 0 0 700 100 0 0 0 1 0\nR0_rect: 1 0 0 0 1 0 0 0 1\n';
  const near = `${P2}Tr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 0`;
  const far = `${P2}Tr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 -10`;

  test('is its own, else the one that most frames share', async () => {
    const names = ['1', '2', '3', '4', '5'];
    const folder = memoryFolder('kitti', {
      ...Object.fromEntries(
        names.flatMap((name) => [
          [`velodyne/${name}.bin`, 'x'],
          [`image_2/${name}.png`, 'x'],
          [`label_2/${name}.txt`, CAR],
        ]),
      ),
      'calib/1.txt': far,
      'calib/2.txt': near,
      'calib/3.txt': near,
      'calib/4.txt': 'broken',
    });
    const dataset = await openDataset(folder);
    const read = await kittiObjectLabels.open(folder, dataset, dataset.sequences[0]!);
    const labels = await Promise.all(dataset.sequences[0]!.frames.map(read));
    expect(labels.map((found) => found!.objects[0]!.cuboid.centre[0])).toEqual([30, 20, 20, 20, 20]);
  });

  test('a frame without a label file has no labels; one that cannot be read is an error', async () => {
    const files = { 'velodyne/1.bin': 'x', 'velodyne/2.bin': 'x', 'calib/1.txt': near, 'label_2/2.txt': CAR };
    const folder = memoryFolder('kitti', files);
    const dataset = await openDataset(folder);
    const broken = {
      ...folder,
      readText(path: string): Promise<string> {
        if (!path.includes('label_2/2')) return folder.readText(path);
        return Promise.reject(new ProblemError({ code: 'file.unreadable', severity: 'error', path }));
      },
    };
    const [first, second] = dataset.sequences[0]!.frames;
    const read = await kittiObjectLabels.open(broken, dataset, dataset.sequences[0]!);
    expect(await read(first!)).toBeUndefined();
    await expect(read(second!)).rejects.toThrow('file.unreadable: label_2/2.txt');
  });
});
