import { alignTo8, columnBytes, obtainBuffer, selectFields } from './columns.ts';
import { SCALARS } from './scalar.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdColumn, PcdField, PcdHeader } from './types.ts';

/**
 * The raw data of a compressed body: planes, one per field in header order, padding included. They are decompressed
 * straight into the cloud's buffer, where most columns are then mere views; only a plane that begins off its type's
 * alignment is moved.
 */
export class Planes {
  /** To be filled. */
  readonly bytes: Uint8Array;
  readonly points: number;
  readonly #fields: readonly PcdField[];
  readonly #starts: readonly number[];

  /** @throws PcdError `too-large` */
  constructor({ fields, rowBytes }: PcdHeader, points: number, options: DecodeOptions) {
    this.points = points;
    this.#fields = selectFields(fields, options);
    const raw = points * rowBytes;
    let total = alignTo8(raw);
    this.#starts = this.#fields.map((field) => {
      if (this.#isAligned(field)) return points * field.offset;
      const start = total;
      total = alignTo8(start + columnBytes(field, points));
      return start;
    });
    this.bytes = new Uint8Array(obtainBuffer(total, options), 0, raw);
  }

  columns(): readonly PcdColumn[] {
    const points = this.points;
    const buffer = this.bytes.buffer as ArrayBuffer;
    return this.#fields.map((field, index) => {
      const start = this.#starts[index]!;
      const from = points * field.offset;
      if (start !== from)
        new Uint8Array(buffer, start).set(this.bytes.subarray(from, from + columnBytes(field, points)));
      return { field, values: SCALARS[field.type].view(buffer, start, points * field.count) };
    });
  }

  #isAligned({ offset, type }: PcdField): boolean {
    return (this.points * offset) % SCALARS[type].bytes === 0;
  }
}
