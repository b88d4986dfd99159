import { readFileSync } from 'node:fs';
import { encodePcd } from 'pcd-format';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { ProblemError } from '../../problems/problem.ts';
import { decodeCloudFile, formatOfCloud, type CloudFileFormat } from './cloudFile.ts';
import { chunksOf } from './testing/chunksOf.ts';

const XYZI: CloudFileFormat = { kind: 'bin', columns: ['x', 'y', 'z', 'intensity'] };

describe('the format of a cloud', () => {
  test.each([
    ['a.pcd', { kind: 'pcd' }],
    ['a/B.PLY', { kind: 'ply' }],
    ['velodyne/000001.bin', XYZI],
    ['LIDAR_TOP/1.pcd.bin', XYZI],
    ['a.PCD', { kind: 'pcd' }],
  ])('%s', (path, format) => expect(formatOfCloud(path, {})).toEqual(format));

  test('a lidar can say what the columns of its .bin files are', () => {
    const binColumns = ['x', 'y', 'z', 'intensity', 'ring'];
    expect(formatOfCloud('a.bin', { binColumns })).toEqual({ kind: 'bin', columns: binColumns });
  });
});

describe('a .bin file', () => {
  test('rows become columns, however they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.float(), { maxLength: 300 }),
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 5 }),
        async (width, numbers, sizes) => {
          const points = Math.floor(numbers.length / width);
          fc.pre(points > 0);
          const rows = Float32Array.from(numbers.slice(0, points * width));
          const columns = Array.from({ length: width }, (_, i) => `c${i}`);
          const cloud = await decodeCloudFile(chunksOf(bytesOf(rows), sizes), { kind: 'bin', columns });
          expect(cloud.points).toBe(points);
          columns.forEach((name, i) => {
            const expected = rows.filter((_, at) => at % width === i);
            expect(cloud.columns.get(name)!.values).toEqual(expected);
          });
        },
      ),
    );
  });

  test('padding becomes no column', async () => {
    const format: CloudFileFormat = { kind: 'bin', columns: ['x', '_', '_', 'z'] };
    const cloud = await decodeCloudFile(chunksOf(bytesOf(Float32Array.of(1, 2, 3, 4)), [5]), format);
    expect([...cloud.columns.keys()]).toEqual(['x', 'z']);
    expect(cloud.columns.get('z')!.values).toEqual(Float32Array.of(4));
  });

  test('a length that is not whole rows: so many points, and which columns were taken', async () => {
    const bytes = bytesOf(new Float32Array(4 * 50)).subarray(0, 16 * 50 - 3);
    expect(await problemOf(bytes, XYZI)).toMatchObject({
      code: 'cloud.truncated',
      params: { found: 49, expected: 50, columns: 'x y z intensity' },
    });
  });

  test('no bytes, or a pointer to them', async () => {
    expect(await problemOf(new Uint8Array(), XYZI)).toMatchObject({ code: 'file.empty' });
    const pointer = `version https://git-lfs.github.com/spec/v1\n${'0'.repeat(85)}`;
    expect(await problemOf(new TextEncoder().encode(pointer), XYZI)).toMatchObject({
      code: 'cloud.header',
      params: { reason: 'gitLfsPointer' },
    });
  });
});

describe('every format', () => {
  const pcd = encodePcd([{ name: 'x', values: Float32Array.of(1, 2, 3) }], { encoding: 'ascii' });

  test('PCD comes in the same shape', async () => {
    const cloud = await decodeCloudFile(chunksOf(pcd, [10]), { kind: 'pcd' });
    expect([cloud.points, cloud.columns.get('x')!.values]).toEqual([3, Float32Array.of(1, 2, 3)]);
  });

  test.each([
    ['cut short', pcd.subarray(0, pcd.length - 2), 'cloud.truncated', { found: 2, expected: 3 }],
    ['empty', new Uint8Array(), 'file.empty', undefined],
    ['nothing known', new TextEncoder().encode('x y z'), 'cloud.header', { reason: 'noDataLine' }],
    [
      'something else',
      new TextEncoder().encode('<html>'),
      'cloud.header',
      { reason: 'otherFormat', format: 'HTML' },
    ],
    [
      'a word',
      replaced(pcd, '\n2\n', '\ntwo\n'),
      'cloud.corrupt',
      { reason: 'cloudValue', line: 13, text: 'two' },
    ],
    [
      'two values',
      replaced(pcd, '\n2\n', '\n2 2\n'),
      'cloud.corrupt',
      { reason: 'cloudValueCount', line: 13 },
    ],
  ])('what is wrong with a PCD is told as for the others: %s', async (_what, bytes, code, params) => {
    const problem = await problemOf(bytes, { kind: 'pcd' });
    expect(problem).toMatchObject({ code, ...(params && { params }) });
  });

  test.each([{ kind: 'pcd' }, { kind: 'ply' }, XYZI] as const)('an abort stops $kind', async (format) => {
    const controller = new AbortController();
    let isClosed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield new TextEncoder().encode(format.kind === 'bin' ? '0123456789abcdef' : format.kind);
        controller.abort(new Error('stepped on'));
        for (;;) yield new Uint8Array(64);
      } finally {
        isClosed = true;
      }
    }
    const decoding = decodeCloudFile(source(), format, { signal: controller.signal });
    await expect(decoding).rejects.toThrow('stepped on');
    expect(isClosed).toBe(true);
  });
});

describeWithReference('real clouds', (root) => {
  test('PandaSet as PLY', async () => {
    const file = readFileSync(`${root}/data/pandaset_scale/data/pointcloud/1.ply`);
    const cloud = await decodeCloudFile(chunksOf(file, [65_536, 1000]), { kind: 'ply' });
    expect(cloud.points).toBe(168_814);
    expect([...cloud.columns.keys()]).toEqual(['x', 'y', 'z', 'i']);
    // The last point, read the plain way.
    const last = [0, 1, 2, 3].map((i) => file.readFloatLE(file.length - 16 + 4 * i));
    expect([...cloud.columns.values()].map(({ values }) => values.at(-1))).toEqual(last);
  });

  test('KITTI as .bin', async () => {
    const file = readFileSync(`${root}/data/kitti_object/training/velodyne/000001.bin`);
    const cloud = await decodeCloudFile(chunksOf(file, [65_537]), formatOfCloud('000001.bin', {}));
    expect(cloud.points).toBe(file.length / 16);
    const intensity = cloud.columns.get('intensity')!.values;
    expect(intensity.every((value) => value >= 0 && value <= 1)).toBe(true);
    const middle = Math.floor(cloud.points / 2);
    expect(cloud.columns.get('y')!.values[middle]).toBe(file.readFloatLE(16 * middle + 4));
  });
});

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function replaced(file: Uint8Array, from: string, to: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(file).replace(from, to));
}

async function problemOf(bytes: Uint8Array, format: CloudFileFormat) {
  const error: unknown = await decodeCloudFile(chunksOf(bytes, [7]), format).catch(
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw new Error('this was to be refused', { cause: error });
}
