import { SCALARS } from './scalar.ts';
import type { PcdArray, PcdColumn } from './types.ts';

/**
 * Copies one field of `rows` interleaved rows into its column, bit for bit. Elements move as integers of their width,
 * so that four loops serve ten types and no NaN payload is touched.
 *
 * @param source rows of `rowBytes` bytes, the first of them at byte `from`
 * @param firstPoint index of the point in the column that the first row fills
 */
export function gatherColumn(
  source: DataView,
  from: number,
  rowBytes: number,
  rows: number,
  column: PcdColumn,
  firstPoint: number,
): void {
  const { offset, count, type } = column.field;
  const { bytes } = SCALARS[type];
  for (let element = 0; element < count; element++) {
    const start = from + offset + element * bytes;
    GATHER[bytes](source, start, rowBytes, column.values, firstPoint * count + element, count, rows);
  }
}

type Gather = (
  source: DataView,
  from: number,
  stride: number,
  values: PcdArray,
  to: number,
  step: number,
  rows: number,
) => void;

const GATHER: Readonly<Record<1 | 2 | 4 | 8, Gather>> = {
  1: (source, from, stride, values, to, step, rows) => {
    const target = new Uint8Array(values.buffer, values.byteOffset, values.length);
    for (let row = 0, at = from, i = to; row < rows; row++, at += stride, i += step) {
      target[i] = source.getUint8(at);
    }
  },
  2: (source, from, stride, values, to, step, rows) => {
    const target = new Uint16Array(values.buffer, values.byteOffset, values.length);
    for (let row = 0, at = from, i = to; row < rows; row++, at += stride, i += step) {
      target[i] = source.getUint16(at, true);
    }
  },
  4: (source, from, stride, values, to, step, rows) => {
    const target = new Int32Array(values.buffer, values.byteOffset, values.length);
    for (let row = 0, at = from, i = to; row < rows; row++, at += stride, i += step) {
      target[i] = source.getInt32(at, true);
    }
  },
  8: (source, from, stride, values, to, step, rows) => {
    const target = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let row = 0, at = from, i = 2 * to; row < rows; row++, at += stride, i += 2 * step) {
      target[i] = source.getInt32(at, true);
      target[i + 1] = source.getInt32(at + 4, true);
    }
  },
};
