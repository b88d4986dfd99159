/** Types that every engine reads from Parquet alike, under DuckDB's names. */
export type ColumnType = 'VARCHAR' | 'DOUBLE' | 'BIGINT' | 'BOOLEAN' | 'DOUBLE[]';

/** What stands in a row's column; null where it is not known. Of a BIGINT column a bigint, of a DOUBLE[] a list. */
export type Cell = string | number | bigint | boolean | readonly number[] | null;

/** A column: its name (with the unit at its end), its type, and how it comes of a record. */
export type Column<R> = readonly [name: string, type: ColumnType, of: (record: R) => Cell];

/** Those that labels are told in, as data engineers query them. What each column means: `docs/parquet.md`. */
export const TABLE_NAMES = ['frames', 'objects', 'projections', 'box2d', 'findings'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** Whole numbers as BIGINT columns have them. */
export function bigintOf(value: number | null | undefined): bigint | null {
  return value === null || value === undefined ? null : BigInt(value);
}

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** Nanoseconds written as text; null for what 64 bits do not hold. */
export function nanosecondsOf(text: string | undefined): bigint | null {
  // Longer ones are never within 64 bits, and take ever longer to read.
  if (text === undefined || text.length > 20) return null;
  const ns = BigInt(text);
  return ns >= LEAST && ns <= MOST ? ns : null;
}

/** Attributes as JSON text: their values keep their types. Null where there are none. */
export function jsonOf(attributes: Readonly<Record<string, unknown>> | undefined): string | null {
  return attributes === undefined || Object.keys(attributes).length === 0 ? null : JSON.stringify(attributes);
}
