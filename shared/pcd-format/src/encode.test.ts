import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePcd } from './decode.ts';
import { encodePcd } from './encode.ts';
import { arbitraryCloud, ENCODINGS } from '../testing/arbitraryCloud.ts';

describe('encodePcd', () => {
  test('writes the header that version 0.7 prescribes', () => {
    const bytes = encodePcd(
      [
        { name: 'x', values: Float32Array.of(0.1, -2) },
        { name: 'ring', values: Uint16Array.of(1, 2, 3, 4), count: 2 },
        { name: 't', values: BigInt64Array.of(-5n, 9007199254740993n) },
      ],
      {
        encoding: 'ascii',
        width: 1,
        height: 2,
        viewpoint: [1, 2, 3, 0.5, 0.5, 0.5, 0.5],
        comments: ['a\nb'],
      },
    );
    expect(new TextDecoder().decode(bytes)).toBe(
      [
        '# .PCD v0.7 - Point Cloud Data file format',
        '# a',
        '# b',
        'VERSION 0.7',
        'FIELDS x ring t',
        'SIZE 4 2 8',
        'TYPE F U I',
        'COUNT 1 2 1',
        'WIDTH 1',
        'HEIGHT 2',
        'VIEWPOINT 1 2 3 0.5 0.5 0.5 0.5',
        'POINTS 2',
        'DATA ascii',
        '0.1 1 2 -5',
        '-2 3 4 9007199254740993',
        '',
      ].join('\n'),
    );
  });

  test.each(ENCODINGS)('%s is read back value for value, all types and counts', (encoding) => {
    fc.assert(
      fc.property(arbitraryCloud, ({ fields, points }) => {
        const cloud = decodePcd(encodePcd(fields, { encoding }));
        expect(cloud.points).toBe(points);
        expect(cloud.header).toMatchObject({ encoding, width: points, height: 1, warnings: [] });
        expect([...cloud.columns.keys()]).toEqual(fields.map(({ name }) => name));
        for (const { name, values, count } of fields) {
          expect(cloud.columns.get(name)!.field.count).toBe(count);
          expect(cloud.columns.get(name)!.values).toEqual(values);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('keeps the bits of every float in both binary encodings, NaN payloads too', () => {
    const bits = Uint32Array.of(0x7fc12345, 0xffffffff, 0x7f800001, 0x80000000, 1);
    for (const encoding of ['binary', 'binary_compressed'] as const) {
      const bytes = encodePcd([{ name: 'x', values: new Float32Array(bits.buffer) }], { encoding });
      const { values } = decodePcd(bytes).columns.get('x')!;
      expect(new Uint32Array(values.buffer, values.byteOffset, bits.length)).toEqual(bits);
    }
  });

  test('writes a view by its own part of the buffer', () => {
    const values = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
    for (const encoding of ENCODINGS)
      expect(decodePcd(encodePcd([{ name: 'x', values }], { encoding })).columns.get('x')!.values).toEqual(
        values,
      );
  });

  const x = { name: 'x', values: Float32Array.of(1, 2) };
  test.each([
    ['no-fields', [], {}],
    ['field-name', [{ ...x, name: '' }], {}],
    ['field-name', [{ ...x, name: 'x y' }], {}],
    ['field-name', [{ ...x, name: 'x\nDATA ascii' }], {}],
    ['field-name', [{ ...x, name: '_' }], {}],
    ['duplicate-field', [x, x], {}],
    ['field-count', [{ ...x, count: 0 }], {}],
    ['field-count', [{ ...x, values: Float32Array.of(1, 2, 3), count: 2 }], {}],
    ['field-length', [x, { name: 'y', values: Float32Array.of(1) }], {}],
    ['size', [x], { width: 3 }],
    ['size', [x], { height: 4 }],
    ['size', [x], { width: -1, height: -2 }],
    ['viewpoint', [x], { viewpoint: [0, 0, 0] }],
    ['viewpoint', [x], { viewpoint: [0, 0, 0, Number.NaN, 0, 0, 0] }],
  ])('refuses what no file can hold: %s', (reason, fields, options) => {
    expect(() => encodePcd(fields, { encoding: 'binary', ...options })).toThrow(
      expect.objectContaining({ code: 'unsupported', details: expect.objectContaining({ reason }) }),
    );
  });
});
