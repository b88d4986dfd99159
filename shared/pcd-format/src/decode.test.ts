import { describe, expect, test } from 'vitest';
import { decodePcd } from './decode.ts';
import { encodePcd } from './encode.ts';
import { lzfCompress } from './lzf.ts';
import { ENCODINGS } from '../testing/arbitraryCloud.ts';
import type { PcdCloud } from './types.ts';

const fields = [
  { name: 'x', values: Float32Array.of(1, 2, 3) },
  { name: 'ring', values: Uint8Array.of(7, 8, 9) },
  { name: 't', values: Float64Array.of(0.1, 0.2, 0.3) },
];

/** A file with a header of our own and any body. */
function file(header: string, body: Uint8Array | readonly number[] = []): Uint8Array {
  const head = new TextEncoder().encode(`VERSION 0.7\n${header}\n`);
  const whole = new Uint8Array(head.length + body.length);
  whole.set(head);
  whole.set(body, head.length);
  return whole;
}

function valuesOf(cloud: PcdCloud): Record<string, number[]> {
  return Object.fromEntries(
    [...cloud.columns].map(([name, { values }]) => [name, Array.from(values, Number)]),
  );
}

const ONE_BYTE = 'FIELDS x\nSIZE 1\nTYPE U\nCOUNT 1';

describe.each(ENCODINGS)('%s', (encoding) => {
  const bytes = encodePcd(fields, { encoding });

  test('gives only the columns that were asked for', () => {
    const cloud = decodePcd(bytes, { fields: ['t', 'X', 'x'] });
    expect(valuesOf(cloud)).toEqual({ x: [1, 2, 3], t: [0.1, 0.2, 0.3] });
    expect(cloud.header.fields).toHaveLength(3);
    expect(decodePcd(bytes, { fields: [] })).toMatchObject({ points: 3, columns: new Map() });
  });

  test('puts all columns into one lent buffer, which may be larger and dirty', () => {
    const lent = new ArrayBuffer(1000);
    new Uint8Array(lent).fill(0xaa);
    const asked: number[] = [];
    const cloud = decodePcd(bytes, { lend: (byteLength) => (asked.push(byteLength), lent) });
    expect(valuesOf(cloud)).toEqual({ x: [1, 2, 3], ring: [7, 8, 9], t: [0.1, 0.2, 0.3] });
    expect([...cloud.columns.values()].every(({ values }) => values.buffer === lent)).toBe(true);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeLessThan(100);
  });

  test('does not care what follows the last point', () => {
    const padded = new Uint8Array(4096);
    padded.set(bytes);
    expect(valuesOf(decodePcd(padded))).toEqual(valuesOf(decodePcd(bytes)));
  });

  test('reads a file that is a view on something larger', () => {
    const around = new Uint8Array(bytes.length + 3).fill(0xff);
    around.set(bytes, 3);
    expect(valuesOf(decodePcd(around.subarray(3)))).toEqual(valuesOf(decodePcd(bytes)));
  });

  test('reports progress up to the last point', () => {
    const reports: [number, number][] = [];
    decodePcd(bytes, { onProgress: (done, points) => reports.push([done, points]) });
    expect(reports.at(-1)).toEqual([3, 3]);
  });

  test('stops with the reason of an aborted signal', () => {
    const reason = new Error('frame left');
    expect(() => decodePcd(bytes, { signal: { aborted: true, reason } })).toThrow(reason);
    expect(() => decodePcd(bytes, { signal: { aborted: true } })).toThrow('Aborted');
  });

  test('asks for no more memory than it may', () => {
    expect(() => decodePcd(bytes, { maxBytes: 40 })).toThrow(
      expect.objectContaining({ code: 'too-large', details: expect.objectContaining({ limit: 40 }) }),
    );
  });

  test('reads a cloud without points', () => {
    const empty = encodePcd([{ name: 'x', values: new Float32Array(0) }], { encoding });
    expect(decodePcd(empty)).toMatchObject({ points: 0 });
    expect(decodePcd(empty).columns.get('x')!.values).toEqual(new Float32Array(0));
  });

  test('tells how many points of a cut-off file are there', () => {
    const end = encoding === 'ascii' ? bytes.length - 4 : bytes.length - 1;
    expect(() => decodePcd(bytes.subarray(0, end))).toThrow(
      expect.objectContaining({
        code: 'truncated',
        details: expect.objectContaining({ expected: 3, actual: encoding === 'binary_compressed' ? 0 : 2 }),
      }),
    );
  });

  test('does not take a hostile header at its word', () => {
    const asked: number[] = [];
    const lend = (byteLength: number): ArrayBuffer => {
      asked.push(byteLength);
      return new ArrayBuffer(1000);
    };
    const hostile = file(
      `${ONE_BYTE}\nWIDTH 1000000000\nDATA ${encoding}`,
      [1, 0, 0, 0, 0, 202, 154, 59, 10],
    );
    expect(() => decodePcd(hostile, { lend })).toThrow(expect.objectContaining({ name: 'PcdError' }));
    expect(Math.max(0, ...asked)).toBeLessThan(1000);
  });
});

describe('a file that is cut off', () => {
  test.each([
    ['ascii', 4],
    ['binary', 1],
  ] as const)('gives its complete points where that is wanted: %s', (encoding, missing) => {
    const bytes = encodePcd(fields, { encoding });
    const cloud = decodePcd(bytes.subarray(0, -missing), { truncated: 'keep' });
    expect(cloud).toMatchObject({
      points: 2,
      header: {
        points: 2,
        warnings: [
          {
            code: 'truncated',
            message: '1 of 3 points are missing, 2 are there',
            details: { missing: 1 },
          },
        ],
      },
    });
    expect(valuesOf(cloud)).toEqual({ x: [1, 2], ring: [7, 8], t: [0.1, 0.2] });
  });

  test('has none when it is compressed, since its planes are complete only at the end', () => {
    const bytes = encodePcd(fields, { encoding: 'binary_compressed' });
    expect(() => decodePcd(bytes.subarray(0, -1), { truncated: 'keep' })).toThrow(
      expect.objectContaining({ code: 'truncated' }),
    );
  });
});

describe('POINTS that is not WIDTH × HEIGHT', () => {
  const sizes = 'WIDTH 2\nHEIGHT 1\nPOINTS 3';
  const bodies = {
    ascii: (values: number[]) => values.map((value) => value + 48).flatMap((digit) => [digit, 10]),
    binary: (values: number[]) => values,
    binary_compressed: (values: number[]) => {
      const stream = lzfCompress(Uint8Array.from(values));
      return [stream.length, 0, 0, 0, values.length, 0, 0, 0, ...stream];
    },
  };

  test.each(ENCODINGS)(
    'believes POINTS if the body has them, else exactly WIDTH × HEIGHT: %s',
    (encoding) => {
      const decode = (values: number[]): PcdCloud =>
        decodePcd(file(`${ONE_BYTE}\n${sizes}\nDATA ${encoding}`, bodies[encoding](values)));
      expect(valuesOf(decode([1, 2, 3]))).toEqual({ x: [1, 2, 3] });
      expect(valuesOf(decode([1, 2]))).toEqual({ x: [1, 2] });
      expect(decode([1, 2])).toMatchObject({
        points: 2,
        header: { points: 2, warnings: [{ code: 'points-mismatch' }] },
      });
      expect(() => decode([1])).toThrow(expect.objectContaining({ name: 'PcdError' }));
    },
  );
});

describe('binary_compressed', () => {
  const header = 'FIELDS a _ b\nSIZE 1 1 2\nTYPE U U U\nCOUNT 1 2 2\nWIDTH 3\nDATA binary_compressed';
  const planes = [1, 2, 3, 99, 99, 99, 99, 99, 99, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9, 0];
  const stream = [...lzfCompress(Uint8Array.from(planes))];
  const size = [stream.length, 0, 0, 0];

  test('passes over planes of padding and moves those that are off their alignment', () => {
    const cloud = decodePcd(file(header, [...size, 21, 0, 0, 0, ...stream]));
    expect(valuesOf(cloud)).toEqual({ a: [1, 2, 3], b: [4, 5, 6, 7, 8, 9] });
    expect(cloud.columns.get('b')!.values.byteOffset % 2).toBe(0);
  });

  const truncated = { actual: 0, expected: 3 };
  test.each([
    ['no size words', [], 'truncated', truncated],
    ['half a size word', [1, 0], 'truncated', truncated],
    ['a body cut off', [...size, 21, 0, 0, 0, ...stream.slice(1)], 'truncated', truncated],
    ['another raw size', [...size, 22, 0, 0, 0, ...stream], 'corrupt', { reason: 'raw-size' }],
    ['nothing for something', [0, 0, 0, 0, 21, 0, 0, 0], 'corrupt', { reason: 'impossible-ratio' }],
    ['no LZF', [3, 0, 0, 0, 21, 0, 0, 0, 255, 255, 255], 'corrupt', { reason: 'reference-before-start' }],
  ])('refuses %s', (_, body, code, details) => {
    expect(() => decodePcd(file(header, body))).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });
});
