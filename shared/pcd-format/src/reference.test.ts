import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { pcdReferences, type ReferenceField } from '../../../testing/pcdReference.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { outcomeByKernels, outcomeOf } from '../testing/outcome.ts';
import { decodePcd, decodePcdStream } from './decode.ts';
import { PcdError } from './types.ts';
import type { PcdArray, PcdCloud } from './types.ts';

/**
 * Where this decoder and the independent reader agree that a file is not readable, and as what. PCL opens one of them,
 * flydracyl.pcd: its DATA line runs straight into the first value (`DATA ascii-1.722589 …`), and PCL then loses that
 * point without a word. An error is the better answer to lost data.
 */
const UNREADABLE = {
  'pcd_wild/MapIV__pypcd4/tests__pcd__ascii_empty.pcd': { code: 'header', details: { reason: 'empty' } },
  'pcd_wild/PDAL__PDAL/test__data__pcd__missingheader.pcd': {
    code: 'header',
    details: { reason: 'no-data-line' },
  },
  'pcd_wild/dimatura__pypcd/pypcd__test_data__ascii.pcd': {
    code: 'header',
    details: { reason: 'git-lfs-pointer' },
  },
  'pcd_wild/jerry73204__pcd-rs/pcd-rs__test_files__test_v6_compressed.pcd': { code: 'truncated' },
  'pcd_wild/strawlab__python-pcl/tests__flydracyl.pcd': { code: 'header', details: { reason: 'encoding' } },
};

const DTYPES: Readonly<Record<string, string>> = {
  f4: 'float32',
  f8: 'float64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  i4: 'int32',
};

describeWithReference('against an independent reader', (root) => {
  const { readable, unreadable } = pcdReferences(root);

  test('the same files are unreadable', () => {
    const errors = unreadable.map(({ file }) => [file, errorOf(readFileSync(`${root}/data/${file}`))]);
    expect(Object.fromEntries(errors)).toMatchObject(UNREADABLE);
    expect(unreadable).toHaveLength(Object.keys(UNREADABLE).length);
  });

  test.each(readable)('$file', ({ file, expected }) => {
    const cloud = decodePcd(readFileSync(`${root}/data/${file}`));
    const { header } = cloud;
    expect({
      version: header.version,
      width: header.width,
      height: header.height,
      points: header.points,
      n: cloud.points,
      viewpoint: header.viewpoint,
      data: header.encoding,
      data_offset: header.byteLength,
    }).toEqual({
      version: expected.header.version ?? '',
      width: expected.header.width,
      height: expected.header.height,
      points: expected.header.points,
      n: expected.n,
      viewpoint: (expected.header.viewpoint ?? '0 0 0 1 0 0 0'.split(' ')).map(Number),
      data: expected.header.data,
      data_offset: expected.header.data_offset,
    });
    const named = expected.fields.filter(({ padding }) => padding !== true);
    expect([...cloud.columns.keys()]).toEqual(named.map(({ name }) => name));
    for (const field of named) expect(summary(cloud, field.name)).toEqual(expectedSummary(field));
    expect(hashOfXyz(cloud)).toBe(expected.xyz?.sha256_xyz_f32_file_order);
  });

  test.each([...readable, ...unreadable])('$file is the same by the kernels', ({ file }) => {
    const bytes = readFileSync(`${root}/data/${file}`);
    expect(isDeepStrictEqual(outcomeByKernels(bytes), outcomeOf(bytes))).toBe(true);
  });

  test.each([
    'sustechpoints/example/lidar/000950.pcd',
    'opencalib/lidar2lidar/manual_calib/data/p64.pcd',
    'opencalib/lidar2camera/manual_calib/data/0.pcd',
  ])('%s streamed gives the same cloud', async (file) => {
    const bytes = readFileSync(`${root}/data/${file}`);
    const streamed = await decodePcdStream(inChunks(bytes));
    const whole = decodePcd(bytes);
    expect(streamed.header).toEqual(whole.header);
    for (const [name, { values }] of whole.columns)
      expect(bytesOf(streamed.columns.get(name)!.values).equals(bytesOf(values))).toBe(true);
  });
});

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 50_001) yield bytes.subarray(at, at + 50_001);
}

function errorOf(bytes: Uint8Array): PcdError {
  try {
    decodePcd(bytes);
  } catch (error) {
    if (error instanceof PcdError) return error;
    throw error;
  }
  throw new Error('was expected to be unreadable');
}

function bytesOf(values: PcdArray): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function summary(cloud: PcdCloud, name: string): Record<string, unknown> {
  const column = cloud.columns.get(name)!;
  let nan = 0;
  let inf = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const element of column.values) {
    const value = Number(element);
    if (Number.isNaN(value)) nan++;
    else if (!Number.isFinite(value)) inf++;
    else {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  return { type: column.field.type, count: column.field.count, nan, inf, min, max };
}

function expectedSummary({ dtype, count, nan, inf, min, max }: ReferenceField): Record<string, unknown> {
  return {
    type: DTYPES[dtype],
    count,
    nan: nan ?? 0,
    inf: inf ?? 0,
    min: min ?? Infinity,
    max: max ?? -Infinity,
  };
}

/**
 * Of x y z interleaved as float32: every coordinate of the file in one number. The reference has zeros of ascii files
 * without their sign; this decoder keeps `-0` (three of the files have some), so the sign is taken off here.
 */
function hashOfXyz(cloud: PcdCloud): string | undefined {
  const interleaved = new Float32Array(3 * cloud.points);
  for (const [axis, name] of ['x', 'y', 'z'].entries()) {
    const values = (cloud.columns.get(name) ?? cloud.columns.get(name.toUpperCase()))?.values;
    if (values === undefined) return undefined;
    for (let point = 0; point < cloud.points; point++) {
      const value = Number(values[point]);
      interleaved[3 * point + axis] = cloud.header.encoding === 'ascii' && value === 0 ? 0 : value;
    }
  }
  return createHash('sha256').update(interleaved).digest('hex');
}
