import type { PcdArray } from 'pcd-format';
import type { CloudColumns, Coordinates } from '../cloud.ts';
import type { DecodedCloud } from './cloudFile.ts';

/** Fields that hold coordinates: small letters, or the capitals of some converters. */
export const COORDINATE_FIELDS: readonly string[] = ['x', 'y', 'z', 'X', 'Y', 'Z'];

/** The coordinates of a decoded file, metres in its own frame; undefined when one of them is missing. */
export function coordinatesOf(decoded: DecodedCloud): Omit<CloudColumns, 'intensity'> | undefined {
  const [x, y, z] = ['x', 'y', 'z'].map((axis) =>
    floats(scalarColumn(decoded, axis) ?? scalarColumn(decoded, axis.toUpperCase())),
  );
  return x === undefined || y === undefined || z === undefined ? undefined : { x, y, z };
}

/** The values of a field that has one per point. */
export function scalarColumn({ columns }: DecodedCloud, name: string): PcdArray | undefined {
  const found = columns.get(name);
  return found?.field.count === 1 ? found.values : undefined;
}

/** 64-bit integers to the nearest float64. */
export function numbersOf(values: PcdArray): ArrayLike<number> {
  return values instanceof BigInt64Array || values instanceof BigUint64Array
    ? Float64Array.from(values, Number)
    : values;
}

function floats(values: PcdArray | undefined): Coordinates | undefined {
  if (values === undefined || values instanceof Float32Array || values instanceof Float64Array) return values;
  return Float64Array.from(numbersOf(values));
}
