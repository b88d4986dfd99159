import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeWithReference } from '../../testing/referenceData.ts';
import { runProgram } from './program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxwright-project-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly points: readonly {
    readonly x: number | null;
    readonly y: number | null;
    readonly depth: number | null;
    readonly valid: boolean;
    readonly inImage: boolean;
    readonly reason?: string;
  }[];
}

async function project(
  camera: unknown,
  points: unknown,
): Promise<{ code: number; out: string; err: string }> {
  const paths = ['--camera', write('camera.json', camera), '--points', write('points.json', points)];
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  return { code: await runProgram(['project', ...paths, '--json'], terminal), out, err };
}

function write(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

/** x forward, y left, z up, seen by a camera that looks along x. */
const LOOKING_AHEAD = [0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0, 0, 0, 1];
const CAMERA = {
  width: 1280,
  height: 800,
  fx: 600,
  fy: 600,
  cx: 639.5,
  cy: 399.5,
  cameraFromLidar: LOOKING_AHEAD,
};

describe('boxwright project', () => {
  test('answers in the order of the points, with depths, and why one is not seen', async () => {
    const { code, out } = await project({ model: 'pinhole', ...CAMERA }, [
      [10, 0, 0],
      [10, -20, 0],
      [-10, 0, 0],
      [null, 0, 0],
    ]);
    expect(code).toBe(0);
    const unseen = { x: null, y: null, valid: false, inImage: false };
    expect((JSON.parse(out) as Answer).points).toEqual([
      { x: 639.5, y: 399.5, depth: 10, valid: true, inImage: true },
      { x: 1839.5, y: 399.5, depth: 10, valid: true, inImage: false },
      { ...unseen, depth: -10, reason: 'behind-camera' },
      { ...unseen, depth: null, reason: 'not-finite' },
    ]);
  });

  test('a point beyond the fold of a polynomial is no point, and a wide lens sees behind itself', async () => {
    const folds = { model: 'brown-conrady', ...CAMERA, distortion: [-0.3, 0, 0, 0] };
    const beyond = await project(folds, [[1, 3, 0]]);
    expect((JSON.parse(beyond.out) as Answer).points[0]).toMatchObject({
      valid: false,
      reason: 'outside-lens',
    });
    const wide = await project({ model: 'kannala-brandt', ...CAMERA, distortion: [0, 0, 0, 0] }, [
      [-1, 10, 0],
    ]);
    expect((JSON.parse(wide.out) as Answer).points[0]).toMatchObject({ valid: true });
  });

  test.each([
    ['mei', { xi: 1.2, distortion: [0.01, 0, 0, 0] }],
    ['mei', { xi: 1.2, intrinsics: undefined, distortion: [0, 0, 0, 0] }],
    ['double-sphere', { xi: -0.2, alpha: 0.6 }],
    ['eucm', { alpha: 0.6, beta: 1.1 }],
    ['radial-polynomial', { distortion: [1, 0, 0.01] }],
    ['brown-conrady', { distortion: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.01, 0.02] }],
  ])('knows %s', async (model, lens) => {
    const { code, out } = await project({ model, ...CAMERA, ...lens }, [[10, 1, 0]]);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Answer).points[0]).toMatchObject({ valid: true, inImage: true });
  });

  test.each([
    ['no JSON', '{', 'not readable'],
    ['no lens', { ...CAMERA }, 'model'],
    ['another lens', { model: 'scaramuzza', ...CAMERA }, 'scaramuzza'],
    [
      'a pinhole with four coefficients',
      { model: 'pinhole', ...CAMERA, distortion: [0.1, 0, 0, 0] },
      '4 coeff',
    ],
    ['six coefficients', { model: 'brown-conrady', ...CAMERA, distortion: [0, 0, 0, 0, 0, 1] }, 'distortion'],
    ['a fisheye with three', { model: 'kannala-brandt', ...CAMERA, distortion: [0, 0, 0] }, 'distortion'],
    ['no alpha', { model: 'eucm', ...CAMERA, beta: 1 }, 'alpha'],
    ['focal length 0', { model: 'pinhole', ...CAMERA, fx: 0 }, 'fx'],
    [
      'a matrix of 8',
      { model: 'pinhole', ...CAMERA, cameraFromLidar: [1, 2, 3, 4, 5, 6, 7, 8] },
      'cameraFromLidar',
    ],
    [
      'a matrix that mirrors',
      {
        model: 'pinhole',
        ...CAMERA,
        cameraFromLidar: LOOKING_AHEAD.map((value, i) => (i < 4 ? -value : value)),
      },
      'cameraFromLidar',
    ],
    ['no width', { model: 'pinhole', ...CAMERA, width: 0 }, 'width'],
    ['a list', [], 'form'],
  ])('refuses %s by name', async (_what, camera, says) => {
    const { code, out, err } = await project(camera, [[1, 0, 0]]);
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain('camera.json');
    expect(err).toContain(says);
  });

  test('refuses points that are none, by place', async () => {
    const { code, err } = await project({ model: 'pinhole', ...CAMERA }, [
      [1, 2, 3],
      [1, 2],
    ]);
    expect(code).toBe(3);
    expect(err).toContain('points.json');
    expect(err).toContain('1');
  });
});

interface Frame {
  readonly model: 'pinhole' | 'fisheye';
  readonly K: readonly (readonly number[])[];
  readonly D: readonly number[];
  readonly T_cam_lidar: readonly (readonly number[])[];
  readonly image_size: readonly [number, number];
  readonly points?: { readonly samples: readonly { readonly lidar: number[]; readonly uv: number[] }[] };
}

describeWithReference('boxwright project against OpenCV', (root) => {
  test.each(['sustechpoints', 'kitti', 'kitti_raw', 'pandaset', 'opencalib'])('%s', async (name) => {
    const text = readFileSync(`${root}/oracle/projection_${name}.json`, 'utf8');
    const { frames } = JSON.parse(text) as { frames: readonly Frame[] };
    let compared = 0;
    for (const { model, K, D, T_cam_lidar, image_size, points } of frames) {
      const samples = points?.samples ?? [];
      const camera = {
        model: model === 'fisheye' ? 'kannala-brandt' : D.length > 0 ? 'brown-conrady' : 'pinhole',
        width: image_size[0],
        height: image_size[1],
        fx: K[0]![0],
        fy: K[1]![1],
        cx: K[0]![2],
        cy: K[1]![2],
        distortion: D,
        cameraFromLidar: T_cam_lidar.flat(),
      };
      const { code, out, err } = await project(
        camera,
        samples.map(({ lidar }) => lidar),
      );
      expect(err).toBe('');
      expect(code).toBe(0);
      (JSON.parse(out) as Answer).points.forEach(({ x, y }, i) => {
        const [u, v] = samples[i]!.uv;
        expect(Math.hypot(x! - u!, y! - v!)).toBeLessThan(0.01);
        compared += 1;
      });
    }
    expect(compared).toBeGreaterThan(50);
  });
});
