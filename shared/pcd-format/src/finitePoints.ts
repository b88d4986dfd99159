import { SCALARS } from './scalar.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdArray, PcdColumn } from './types.ts';

/** Names under which files have coordinates. */
const COORDINATES = new Set(['x', 'y', 'z', 'X', 'Y', 'Z']);

/** Whether a field has to be decoded to tell which points to drop, even if nobody asked for its column. */
export function isNeededToDrop(name: string, { nonFinite }: DecodeOptions): boolean {
  return nonFinite === 'drop' && COORDINATES.has(name);
}

/**
 * Closes the gaps that points with a coordinate of NaN or infinity leave, in place: every column then begins with the
 * other points, in their order.
 *
 * @returns the row of each point that is kept, or undefined where all are
 */
export function dropNonFinite(columns: readonly PcdColumn[], points: number): Uint32Array | undefined {
  const coordinates = columns.flatMap(({ field, values }) =>
    COORDINATES.has(field.name) && (values instanceof Float32Array || values instanceof Float64Array)
      ? [{ values, count: field.count }]
      : [],
  );
  const rows = finiteRows(coordinates, points);
  if (rows.length === points) return undefined;
  for (const { field, values } of columns) closeGaps(values, field.count, SCALARS[field.type].bytes, rows);
  return rows;
}

interface Coordinate {
  readonly values: Float32Array | Float64Array;
  readonly count: number;
}

function finiteRows(coordinates: readonly Coordinate[], points: number): Uint32Array {
  const isDropped = new Uint8Array(points);
  let kept = points;
  for (const { values, count } of coordinates)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      // Only a finite number less itself is 0.
      if (value - value === 0) continue;
      const row = count === 1 ? i : Math.floor(i / count);
      kept -= 1 - isDropped[row]!;
      isDropped[row] = 1;
    }
  const rows = new Uint32Array(kept);
  for (let row = 0, point = 0; row < points; row++) if (isDropped[row] === 0) rows[point++] = row;
  return rows;
}

/** As integers of their width, so that NaNs keep their payload. */
function closeGaps(values: PcdArray, count: number, bytes: 1 | 2 | 4 | 8, rows: Uint32Array): void {
  const { buffer, byteOffset, length } = values;
  if (bytes === 1) moveRows(new Uint8Array(buffer, byteOffset, length), count, rows);
  else if (bytes === 2) moveRows(new Uint16Array(buffer, byteOffset, length), count, rows);
  else if (bytes === 4) moveRows(new Uint32Array(buffer, byteOffset, length), count, rows);
  else moveRows(new Uint32Array(buffer, byteOffset, 2 * length), 2 * count, rows);
}

function moveRows(values: Uint8Array | Uint16Array | Uint32Array, count: number, rows: Uint32Array): void {
  let to = 0;
  for (let point = 0; point < rows.length; point++) {
    const from = rows[point]! * count;
    for (let element = 0; element < count; element++) values[to++] = values[from + element]!;
  }
}
