import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWithReference } from '../../testing/referenceData.ts';
import { seenPoints, terrainPoints } from '../../testing/syntheticScene.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { runProgram } from './program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxwright-fit-'));
  const car = { centre: [14, 5, -1.025], size: [4.5, 1.85, 1.55], rotation: fromYaw(0.5) } as const;
  const ground = terrainPoints(() => -1.8, [14, 4], 25, 12_000);
  const points = [...ground, ...seenPoints(car, [0, 0, 0], 400)];
  writeBin('car.bin', points);
  writeBin(
    'nan.bin',
    points.flatMap((point): Vec3[] => [point, [Number.NaN, Number.NaN, Number.NaN]]),
  );
  writeBin('three.bin', [
    [10, 0, 0],
    [10, 1, 0],
    [10, 0, 1],
  ]);
  writeFileSync(join(folder, 'empty.pcd'), '');
  writeFileSync(join(folder, 'broken.pcd'), 'no point cloud at all');
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeBin(name: string, points: readonly Vec3[]): void {
  const rows = Float32Array.from(points.flatMap((point) => [...point, 0]));
  writeFileSync(join(folder, name), new Uint8Array(rows.buffer));
}

async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  return { code: await runProgram(['fit', ...args], terminal), out, err };
}

interface Answer {
  readonly cuboid: {
    readonly center: readonly number[];
    readonly size: readonly number[];
    readonly rotation: readonly number[];
    readonly yaw: number;
  } | null;
  readonly confidence: number;
  readonly points: number;
  readonly reason?: string;
}

function answers(out: string): Answer[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

describe('boxwright fit --cloud', () => {
  test('a line for each place, in their order', async () => {
    const cloud = join(folder, 'car.bin');
    const places = ['--at', '14.2,5.1,-1', '--at', '-3,-12,-1.8', '--at', '900,0,0'];
    const { code, out } = await run('--cloud', cloud, ...places, '--class', 'Car', '--json');
    expect(code).toBe(0);
    const [car, ground, outside] = answers(out);
    expect(car!.cuboid!.center[0]).toBeCloseTo(14, 0);
    expect(Math.abs(Math.sin(car!.cuboid!.yaw - 0.5))).toBeLessThan(0.04);
    expect(car!.cuboid!.rotation).toHaveLength(4);
    expect(car).toMatchObject({
      class: 'car',
      cuboid: { size: [expect.any(Number), expect.any(Number), expect.any(Number)] },
    });
    expect(car!.points).toBeGreaterThan(300);
    expect(car!.confidence).toBeGreaterThan(0.5);
    expect(ground).toEqual({ cuboid: null, confidence: 0, points: 0, reason: 'only-ground' });
    expect(outside).toMatchObject({ cuboid: null, reason: 'outside-cloud' });
  });

  test('a drawn rectangle, with a place and without, and text for people', async () => {
    const cloud = join(folder, 'car.bin');
    const drawn = ['--cloud', cloud, '--rect', '16.8,2.8,11.2,7.2'];
    const alone = await run(...drawn, '--class', 'car', '--json');
    const withPlace = await run(...drawn, '--at', '14,5,0', '--json');
    for (const { code, out } of [alone, withPlace]) {
      expect(code).toBe(0);
      expect(answers(out)[0]!.cuboid!.size[0]).toBeCloseTo(4.5, 0);
    }
    expect((await run(...drawn)).out).toMatch(/^car at 1[34]\.\d\d .*confidence [01]\.\d\d\n$/);
    const outside = await run('--cloud', cloud, '--rect', '500,500,505,502', '--json');
    expect(answers(outside.out)[0]).toMatchObject({ cuboid: null, reason: 'outside-cloud' });
  });

  test('clouds with little in them', async () => {
    const half = await run('--cloud', join(folder, 'nan.bin'), '--at', '14,5,-1', '--class', 'car', '--json');
    expect(answers(half.out)[0]!.cuboid!.center[1]).toBeCloseTo(5, 0);
    const three = await run('--cloud', join(folder, 'three.bin'), '--at', '10,0,0', '--json');
    expect(three.code).toBe(0);
    expect(answers(three.out)[0]).toMatchObject({ cuboid: null, reason: expect.any(String) });
  });

  test('a file that is no cloud: the reason on every line', async () => {
    for (const [name, reason] of [
      ['empty.pcd', 'file.empty'],
      ['broken.pcd', 'cloud.header'],
    ]) {
      const { code, out } = await run(
        '--cloud',
        join(folder, name!),
        '--at',
        '1,2,3',
        '--at',
        '4,5,6',
        '--json',
      );
      expect(code).toBe(2);
      expect(answers(out).map((answer) => answer.reason)).toEqual([reason, reason]);
    }
    const missing = await run('--cloud', join(folder, 'none.pcd'), '--at', '1,2,3');
    expect(missing).toMatchObject({ code: 3, out: '' });
    expect(missing.err).toContain('none.pcd');
  });

  test.each([
    [['--at', '1,2,3'], '--cloud'],
    [['--cloud', 'a.pcd'], '--at'],
    [['--cloud', 'a.pcd', '--at', '1,2'], 'x,y,z'],
    [['--cloud', 'a.pcd', '--at', '1,2,x'], 'x,y,z'],
    [['--cloud', 'a.pcd', '--rect', '1,2,3'], 'x0,y0,x1,y1'],
    [['--cloud', 'a.pcd', '--at', '1,2,3', '--class', 'spaceship'], 'spaceship'],
    [['--dataset', '.', '--at', '1,2,3'], '--dataset'],
    [['--dataset', '.', '--noise', '-1'], '0 or more'],
    [['--dataset', '.', '--seed', '1.5'], 'whole'],
  ])('%s is not understood', async (args, says) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describeWithReference('boxwright fit --dataset', (root) => {
  interface Figures {
    readonly labels: number;
    readonly bevIou: { readonly median: number };
    readonly yawErrorDegrees: { readonly median: number };
    readonly groundError: number;
  }
  const fit = async (...args: readonly string[]) => {
    const { code, out } = await run('--dataset', ...args, '--json');
    expect(code).toBe(0);
    return JSON.parse(out) as { readonly all: Figures; readonly clear: Readonly<Record<string, Figures>> };
  };

  test('real cars, clicked and drawn', async () => {
    const clicked = await fit(`${root}/data/sustechpoints/example`);
    expect(clicked.all.labels).toBe(40);
    expect(clicked.all.groundError).toBeLessThan(0.1);
    expect(clicked.clear['Car']!.labels).toBe(12);
    expect(clicked.clear['Car']!.bevIou.median).toBeGreaterThan(0.75);
    expect(clicked.clear['Car']!.yawErrorDegrees.median).toBeLessThan(3);
    const drawn = await fit(`${root}/data/sustechpoints/example`, '--drawn');
    expect(drawn.clear['Car']!.bevIou.median).toBeGreaterThan(0.8);
  }, 20_000);

  test('KITTI', async () => {
    const { all, clear } = await fit(`${root}/data/kitti_object/training`);
    expect(all.labels).toBe(3);
    expect(clear['Truck']!.bevIou.median).toBeGreaterThan(0.6);
  }, 20_000);
});
