import * as fc from 'fast-check';
import type { PcdArray, PcdEncoding } from '../src/types.ts';

export const ENCODINGS: readonly PcdEncoding[] = ['ascii', 'binary', 'binary_compressed'];

interface CloudField {
  readonly name: string;
  readonly values: PcdArray;
  readonly count: number;
}

/** Typed arrays of every type that a field can have. */
function arbitraryValues(length: number): fc.Arbitrary<PcdArray> {
  const exactly = { minLength: length, maxLength: length };
  return fc.oneof<fc.Arbitrary<PcdArray>[]>(
    fc.int8Array(exactly),
    fc.uint8Array(exactly),
    fc.int16Array(exactly),
    fc.uint16Array(exactly),
    fc.int32Array(exactly),
    fc.uint32Array(exactly),
    fc.bigInt64Array(exactly),
    fc.bigUint64Array(exactly),
    fc.float32Array(exactly),
    fc.float64Array(exactly),
  );
}

function arbitraryField(points: number): fc.Arbitrary<CloudField> {
  return fc
    .record({
      name: fc.string({
        unit: fc.constantFrom('x', 'y', 'Z', '#', '_', 'é', '点', '0'),
        minLength: 1,
        maxLength: 4,
      }),
      count: fc.integer({ min: 1, max: 3 }),
    })
    .filter(({ name }) => name !== '_')
    .chain(({ name, count }) => arbitraryValues(points * count).map((values) => ({ name, count, values })));
}

/** Small clouds of any fields, as `encodePcd` takes them. */
export const arbitraryCloud = fc.integer({ min: 0, max: 20 }).chain((points) =>
  fc.record({
    points: fc.constant(points),
    fields: fc.uniqueArray(arbitraryField(points), {
      minLength: 1,
      maxLength: 5,
      selector: ({ name }) => name,
    }),
  }),
);
