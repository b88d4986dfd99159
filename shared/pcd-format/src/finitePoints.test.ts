import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pcdKernels } from '../../../testing/pcdKernels.ts';
import { ENCODINGS } from '../testing/arbitraryCloud.ts';
import { decodePcd } from './decode.ts';
import { encodePcd } from './encode.ts';

const value = fc.oneof(
  { weight: 4, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true }) },
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 3.4e38, -3.4e38),
);
const cloud = fc.array(fc.tuple(value, value, value, value), { maxLength: 40 });

function columnsOf(rows: readonly (readonly number[])[]) {
  const indices = rows.map((_, row) => row);
  return [
    { name: 'intensity', values: Float32Array.from(rows, (row) => row[3]!) },
    { name: 'x', values: Float32Array.from(rows, (row) => row[0]!) },
    { name: 'y', values: Float32Array.from(rows, (row) => row[1]!) },
    { name: 'Z', values: Float64Array.from(rows, (row) => 1e300 * row[2]!) },
    { name: 'row', values: BigInt64Array.from(indices, BigInt) },
    { name: 'pair', values: Uint8Array.from(indices.flatMap((row) => [row, 255 - row])), count: 2 },
    { name: 'n', values: Uint16Array.from(indices) },
  ];
}

describe.each(ENCODINGS)('points that are not finite, %s', (encoding) => {
  test.each([
    ['in TypeScript', undefined],
    ['by the kernels', pcdKernels],
  ])('are dropped from every column, and rows say which are left, %s', (_, kernels) => {
    fc.assert(
      fc.property(cloud, (rows) => {
        const bytes = encodePcd(columnsOf(rows), { encoding });
        const dropped = decodePcd(bytes, { nonFinite: 'drop', kernels });
        const left = rows.flatMap(([x, y, z], row) =>
          [x, y, 1e300 * z].every((coordinate) => Number.isFinite(coordinate)) ? [row] : [],
        );
        expect(dropped.points).toBe(left.length);
        expect(dropped.header.points).toBe(rows.length);
        expect(dropped.rows && [...dropped.rows]).toEqual(left.length === rows.length ? undefined : left);
        const expected = decodePcd(encodePcd(columnsOf(rows), { encoding }));
        for (const [name, { field, values }] of expected.columns) {
          const elements = left.flatMap((row) =>
            Array.from({ length: field.count }, (_value, i) => values[row * field.count + i]),
          );
          expect([...dropped.columns.get(name)!.values]).toEqual(elements);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('are told by coordinates that nobody asked for', () => {
    const rows = [
      [1, 1, 1, 10],
      [1, 1, Number.NaN, 20],
      [1, Infinity, 1, 30],
      [1, 1, 1, 40],
    ];
    const bytes = encodePcd(columnsOf(rows), { encoding });
    const { columns, rows: left } = decodePcd(bytes, { nonFinite: 'drop', fields: ['intensity'] });
    expect([...columns.keys()]).toEqual(['intensity']);
    expect(columns.get('intensity')!.values).toEqual(Float32Array.of(10, 40));
    expect(left).toEqual(Uint32Array.of(0, 3));
  });

  test('are kept unless asked otherwise', () => {
    const bytes = encodePcd(columnsOf([[Number.NaN, 1, 1, 1]]), { encoding });
    expect(decodePcd(bytes)).toMatchObject({ points: 1, rows: undefined });
  });
});

test('a cloud without coordinates has none to drop', () => {
  const bytes = encodePcd([{ name: 'u', values: Float32Array.of(Number.NaN) }], { encoding: 'binary' });
  expect(decodePcd(bytes, { nonFinite: 'drop' })).toMatchObject({ points: 1, rows: undefined });
});
