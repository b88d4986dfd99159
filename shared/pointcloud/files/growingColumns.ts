import type { PcdColumn, PcdField } from 'pcd-format';
import { cloudError } from './cloudError.ts';
import { gatherScalars } from './gatherScalars.ts';
import { SCALAR_ARRAYS, type CloudArray, type CloudScalar } from './scalarArrays.ts';

/** 2 GiB, some 100 million points x y z intensity; as in pcd-format. */
const MAX_BYTES = 2 ** 31;
/** Each column passes over the same rows: so many bytes of them stay in the cache meanwhile. */
const WINDOW_BYTES = 2 ** 18;

export interface CloudField extends PcdField {
  readonly type: CloudScalar;
}

interface Column {
  readonly field: CloudField;
  buffer: ArrayBuffer;
  values: CloudArray;
}

/**
 * Columns that grow as rows arrive, by doubling: no header can make them take much more memory than the file has
 * bytes to fill it.
 */
export class GrowingColumns {
  readonly #columns: readonly Column[];
  readonly #rowBytes: number;
  readonly #most: number;
  #capacity = 0;
  #points = 0;

  /**
   * @param fields those that become columns
   * @param rowBytes bytes of a binary row, other fields included
   * @param most rows that will come, as the header says; Infinity where nothing says it
   */
  constructor(fields: readonly CloudField[], rowBytes: number, most: number) {
    const nothing = new ArrayBuffer(0);
    this.#columns = fields.map((field) => ({
      field,
      buffer: nothing,
      values: SCALAR_ARRAYS[field.type].of(nothing),
    }));
    this.#rowBytes = rowBytes;
    this.#most = most;
  }

  get points(): number {
    return this.#points;
  }

  /** Appends `rows` binary rows. */
  appendRows(bytes: Uint8Array, rows: number, isLittleEndian: boolean): void {
    this.#makeRoom(rows);
    const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const window = Math.max(1, Math.floor(WINDOW_BYTES / this.#rowBytes));
    for (let row = 0; row < rows; row += window) {
      const count = Math.min(window, rows - row);
      const start = row * this.#rowBytes;
      for (const { field, buffer } of this.#columns) {
        const { bytes: width } = SCALAR_ARRAYS[field.type];
        const from = start + field.offset;
        gatherScalars(source, from, this.#rowBytes, isLittleEndian, width, buffer, this.#points, count);
      }
      this.#points += count;
    }
  }

  /**
   * Appends one row, a value for each column. The answer is the index of a column whose type cannot hold its value, or
   * −1; the row is not complete then.
   */
  appendValues(row: ArrayLike<number>): number {
    this.#makeRoom(1);
    for (let i = 0; i < this.#columns.length; i++) {
      const { field, values } = this.#columns[i]!;
      values[this.#points] = row[i]!;
      if (!SCALAR_ARRAYS[field.type].isFloat && values[this.#points] !== row[i]) return i;
    }
    this.#points += 1;
    return -1;
  }

  finish(): ReadonlyMap<string, PcdColumn> {
    return new Map(
      this.#columns.map(({ field, values }) => [
        field.name,
        { field, values: values.subarray(0, this.#points) },
      ]),
    );
  }

  #makeRoom(rows: number): void {
    const needed = this.#points + rows;
    if (needed <= this.#capacity) return;
    this.#capacity = Math.min(Math.max(needed, 2 * this.#capacity, 1024), Math.max(needed, this.#most));
    const widths = this.#columns.map(({ field }) => SCALAR_ARRAYS[field.type].bytes);
    if (widths.reduce<number>((sum, width) => sum + width, 0) * this.#capacity > MAX_BYTES)
      throw cloudError('cloud.corrupt', { reason: 'tooLarge' });
    for (const column of this.#columns) {
      const { of, bytes } = SCALAR_ARRAYS[column.field.type];
      const buffer = new ArrayBuffer(this.#capacity * bytes);
      const values = of(buffer);
      values.set(column.values);
      column.buffer = buffer;
      column.values = values;
    }
  }
}

/** `_` is padding and never a column, as in PCD; a second field of one name becomes `name#2`. */
export function columnFields(
  fields: readonly CloudField[],
  wanted: readonly string[] | undefined,
): readonly CloudField[] {
  const seen = new Map<string, number>();
  const named = fields.map((field) => {
    const times = (seen.get(field.name) ?? 0) + 1;
    seen.set(field.name, times);
    return times === 1 ? field : { ...field, name: `${field.name}#${times}` };
  });
  return named.filter(({ name }) => !/^_(#|$)/.test(name) && (wanted === undefined || wanted.includes(name)));
}
