import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { decodeCloudFile, type DecodedCloud } from './cloudFile.ts';
import type { PlyEncoding } from './plyHeader.ts';
import type { CloudScalar } from './scalarArrays.ts';
import { chunksOf } from './testing/chunksOf.ts';
import { encodePly, type TestElement, type TestProperty } from './testing/encodePly.ts';

const ENCODINGS: readonly PlyEncoding[] = ['ascii', 'binary_little_endian', 'binary_big_endian'];

function decode(bytes: Uint8Array, sizes: readonly number[] = [4096], fields?: readonly string[]) {
  return decodeCloudFile(chunksOf(bytes, sizes), { kind: 'ply' }, fields && { fields });
}

async function problemOf(bytes: Uint8Array | string): Promise<Problem> {
  const file = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const error: unknown = await decode(file).catch((reason: unknown) => reason);
  if (error instanceof ProblemError) return error.problem;
  throw new Error('this was to be refused', { cause: error });
}

function valuesOf(cloud: DecodedCloud): Record<string, number[]> {
  return Object.fromEntries(
    [...cloud.columns].map(([name, { values }]) => [name, Array.from(values, Number)]),
  );
}

const VALUES: Readonly<Record<CloudScalar, fc.Arbitrary<number>>> = {
  int8: fc.integer({ min: -128, max: 127 }),
  uint8: fc.integer({ min: 0, max: 255 }),
  int16: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  uint16: fc.integer({ min: 0, max: 2 ** 16 - 1 }),
  int32: fc.integer(),
  uint32: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  float32: fc.float(),
  float64: fc.double(),
};
const arbitraryType = fc.constantFrom(...(Object.keys(VALUES) as CloudScalar[]));

function arbitraryElement(name: string, mayHaveLists: boolean): fc.Arbitrary<TestElement> {
  const property = fc.record({
    type: arbitraryType,
    isList: mayHaveLists ? fc.boolean() : fc.constant(false),
  });
  return fc.array(property, { minLength: 1, maxLength: 5 }).chain((chosen) => {
    const properties = chosen.map(({ type, isList }, i): TestProperty => ({
      name: `p${i}`,
      type,
      ...(isList && { lengthType: i % 2 === 0 ? 'uint8' : 'int32' }),
    }));
    const row = fc.tuple(
      ...chosen.map(({ type, isList }) => (isList ? fc.array(VALUES[type], { maxLength: 4 }) : VALUES[type])),
    );
    return fc.array(row, { maxLength: 30 }).map((rows) => ({ name, properties, rows }));
  });
}

describe('a PLY file', () => {
  test.each(ENCODINGS)('%s: what was written is read, however it arrives', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryElement('face', true), { maxLength: 2 }),
        arbitraryElement('vertex', false),
        fc.array(arbitraryElement('edge', true), { maxLength: 1 }),
        fc.constantFrom('\n' as const, '\r\n' as const),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        async (before, vertex, behind, newline, sizes) => {
          const cloud = await decode(encodePly(encoding, [...before, vertex, ...behind], newline), sizes);
          expect(cloud.points).toBe(vertex.rows.length);
          vertex.properties.forEach(({ name, type }, i) => {
            const column = cloud.columns.get(name)!;
            expect(column.field.type).toBe(type);
            expect(Array.from(column.values, Number)).toEqual(vertex.rows.map((row) => row[i]));
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  test('only the columns asked for', async () => {
    const properties = (['x', 'y', 'z', 'i'] as const).map((name): TestProperty => ({
      name,
      type: 'float32',
    }));
    for (const encoding of ENCODINGS) {
      const file = encodePly(encoding, [{ name: 'vertex', properties, rows: [[1, 2, 3, 4]] }]);
      expect(valuesOf(await decode(file, [7], ['z', 'x', 'gone']))).toEqual({ x: [1], z: [3] });
    }
  });

  test('all names of types, and numbers as other programs print them', async () => {
    const types = ['char', 'uint8', 'short', 'uint16', 'int', 'uint32', 'float', 'float64'];
    const header = types.map((type, i) => `property ${type} p${i}`).join('\n');
    const text = `ply\nformat ascii 1.0\nelement vertex 3\n${header}\nend_header\n`;
    const rows = '-1 2 -3 4 -5 6 -nan(ind) 1e-3\n\n1 2 3 4 5 6 1.#QNAN +Infinity\n0 0 0 0 0 0 -1.#INF .5';
    expect(valuesOf(await decode(new TextEncoder().encode(text + rows)))).toMatchObject({
      p0: [-1, 1, 0],
      p6: [Number.NaN, Number.NaN, -Infinity],
      p7: [1e-3, Infinity, 0.5],
    });
  });

  test('a second column of a name gets another, as in PCD', async () => {
    const properties = (['x', 'x', '_'] as const).map((name): TestProperty => ({ name, type: 'uint8' }));
    const file = encodePly('ascii', [{ name: 'vertex', properties, rows: [[1, 2, 3]] }]);
    expect(valuesOf(await decode(file))).toEqual({ x: [1], 'x#2': [2] });
  });

  test('what comes behind the points is not fetched', async () => {
    const file = encodePly('binary_little_endian', [
      { name: 'vertex', properties: [{ name: 'x', type: 'float32' }], rows: [[1]] },
    ]);
    let isClosed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield file;
        for (;;) yield new Uint8Array(1000);
      } finally {
        isClosed = true;
      }
    }
    expect((await decodeCloudFile(endless(), { kind: 'ply' })).points).toBe(1);
    expect(isClosed).toBe(true);
  });
});

const HEADER = 'ply\nformat ascii 1.0\nelement vertex 2\nproperty float x\nproperty uchar i\nend_header\n';

describe('a PLY file that is not as it should be', () => {
  test.each([
    ['something else', 'solid cube\n', 'notPly'],
    ['a header without an end', 'ply\nformat ascii 1.0\ncomment ', 'plyHeaderEnd'],
    ['a header that goes on for ever', `ply\n${'comment x\n'.repeat(10_000)}`, 'plyHeaderEnd'],
    ['an endless first line', 'ply'.repeat(100_000), 'notPly'],
    ['another format', 'ply\nformat binary_middle_endian 1.0\nend_header\n', 'plyFormat'],
    ['another version', 'ply\nformat ascii 2.0\nend_header\n', 'plyFormat'],
    ['no format', 'ply\nelement vertex 0\nproperty float x\nend_header\n', 'plyFormat'],
    ['no points', 'ply\nformat ascii 1.0\nelement face 0\nend_header\n', 'plyNoVertex'],
    ['points without properties', 'ply\nformat ascii 1.0\nelement vertex 9\nend_header\n', 'plyNoVertex'],
    ['an unknown type', HEADER.replace('float', 'quad'), 'plyHeaderLine'],
    ['an unknown line', HEADER.replace('property uchar i', 'colour red'), 'plyHeaderLine'],
    ['a property of nothing', 'ply\nformat ascii 1.0\nproperty float x\nend_header\n', 'plyHeaderLine'],
    ['a negative count', HEADER.replace('vertex 2', 'vertex -2'), 'plyHeaderLine'],
    ['a count beyond counting', HEADER.replace('vertex 2', 'vertex 99999999999999999999'), 'plyHeaderLine'],
    ['a list of odd length', HEADER.replace('uchar i', 'list float uchar i'), 'plyHeaderLine'],
    ['a list in the points', HEADER.replace('uchar i', 'list uchar uchar i'), 'plyVertexList'],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n', 'gitLfsPointer'],
  ])('%s', async (_what, text, reason) => {
    expect(await problemOf(text)).toMatchObject({
      code: 'cloud.header',
      severity: 'error',
      params: { reason },
    });
  });

  test.each([
    ['a word', '1 2\nx 3\n', { reason: 'cloudValue', line: 8, text: 'x' }],
    ['a number too large for its column', '1 256\n1 2\n', { reason: 'cloudValue', line: 7, text: '256' }],
    ['a fraction in a whole column', '1 2\n1 2.5\n', { reason: 'cloudValue', line: 8, text: '2.5' }],
    ['a value too few', '1\n1 2\n', { reason: 'cloudValueCount', line: 7, expected: 2 }],
    ['a value too many', '1 2\n1 2 3\n', { reason: 'cloudValueCount', line: 8, expected: 2 }],
    ['a line without an end', '1 2\n'.padEnd(2 ** 21, '9'), { reason: 'cloudLineTooLong', line: 8 }],
  ])('ascii with %s', async (_what, body, params) => {
    expect(await problemOf(HEADER + body)).toMatchObject({ code: 'cloud.corrupt', params });
  });

  test('a file of no bytes is empty', async () => {
    expect((await problemOf('')).code).toBe('file.empty');
  });

  test('a list of negative length', async () => {
    const face = {
      name: 'face',
      properties: [{ name: 'v', type: 'uint8', lengthType: 'int8' }],
      rows: [[[]]],
    } as const;
    const points = { name: 'vertex', properties: [{ name: 'x', type: 'uint8' }], rows: [[1]] } as const;
    const file = encodePly('binary_big_endian', [face, points]);
    file[file.length - 2] = 0xff;
    expect(await problemOf(file)).toMatchObject({
      code: 'cloud.corrupt',
      params: { reason: 'cloudListLength' },
    });
  });

  test.each(ENCODINGS)(
    '%s: cut anywhere it is truncated, with the points that are there',
    async (encoding) => {
      const properties = (['x', 'y'] as const).map((name): TestProperty => ({ name, type: 'int16' }));
      const faces: TestElement = {
        name: 'face',
        properties: [{ name: 'v', type: 'int32', lengthType: 'uint16' }],
        rows: [[[1, 2, 3]], [[]], [[4, 5]]],
      };
      const rows = Array.from({ length: 20 }, (_, i) => [i + 100, 1000 - i]);
      const file = encodePly(encoding, [faces, { name: 'vertex', properties, rows }]);
      const body = new TextDecoder('latin1').decode(file).indexOf('end_header\n') + 'end_header\n'.length;
      // The last newline of a text may be missing, and so may a digit of the last number: nothing tells.
      const end = encoding === 'ascii' ? file.length - 4 : file.length - 1;
      for (let length = body; length <= end; length++) {
        const { code, params } = await problemOf(file.subarray(0, length));
        expect([code, params?.['expected']]).toEqual(['cloud.truncated', 20]);
        expect(params?.['found']).toBeLessThan(20);
      }
    },
  );

  test.each(ENCODINGS)('%s: a huge count takes no memory before bytes prove it', async (encoding) => {
    for (const element of ['vertex', 'face']) {
      const text = `ply\nformat ${encoding} 1.0\nelement ${element} 9007199254740991\nproperty double x\n`;
      const vertex = element === 'face' ? 'element vertex 1\nproperty double x\n' : '';
      const before = process.memoryUsage().arrayBuffers;
      expect(await problemOf(`${text}${vertex}end_header\n1\n2\n`)).toMatchObject({
        code: 'cloud.truncated',
      });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20);
    }
  });

  test.each(ENCODINGS)(
    '%s: whatever bytes are changed, the answer is a cloud or a problem',
    async (encoding) => {
      const faces: TestElement = {
        name: 'face',
        properties: [{ name: 'v', type: 'int32', lengthType: 'int16' }],
        rows: [[[1, 2, 3]], [[4]]],
      };
      const properties = (['x', 'y'] as const).map((name): TestProperty => ({ name, type: 'float64' }));
      const file = encodePly(encoding, [
        faces,
        {
          name: 'vertex',
          properties,
          rows: [
            [1, 2],
            [3, 4],
          ],
        },
      ]);
      const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
          const changed = file.slice();
          for (const [at, byte] of changes) changed[at] = byte;
          const answer: unknown = await decode(changed, [50]).catch((reason: unknown) => reason);
          expect(answer instanceof ProblemError || !(answer instanceof Error)).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );
});
