import { BinaryKernel } from './binaryKernel.ts';
import { allocateColumns, selectFields } from './columns.ts';
import { gatherColumn } from './gather.ts';
import type { Body } from './body.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdColumn, PcdHeader } from './types.ts';

/** DATA binary: rows of `rowBytes` bytes, one after the other, without alignment. */
export class BinaryBody implements Body {
  /** Each column gathers from the same rows: 1 MiB of them stay in the cache meanwhile. */
  readonly windowBytes = 2 ** 20;
  readonly #rowBytes: number;
  readonly #capacity: number;
  readonly #columns: readonly PcdColumn[];
  readonly #kernel: BinaryKernel | undefined;
  /** The start of a row that a chunk cut in two. */
  readonly #carry: Uint8Array;
  #carried = 0;
  #pointsDone = 0;

  constructor(header: PcdHeader, options: DecodeOptions, availableBytes: number | undefined) {
    this.#rowBytes = header.rowBytes;
    this.#capacity = Math.min(header.points, Math.floor((availableBytes ?? Infinity) / header.rowBytes));
    this.#columns = allocateColumns(selectFields(header.fields, options), this.#capacity, options);
    this.#kernel = options.kernels && BinaryKernel.for(options.kernels, header.rowBytes, this.#columns);
    this.#carry = new Uint8Array(header.rowBytes);
  }

  get pointsDone(): number {
    return this.#pointsDone;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    if (this.#carried > 0) {
      at = Math.min(this.#rowBytes - this.#carried, chunk.length);
      this.#carry.set(chunk.subarray(0, at), this.#carried);
      this.#carried += at;
      if (this.#carried < this.#rowBytes) return;
      this.#gather(this.#carry, 0, 1);
      this.#carried = 0;
    }
    const whole = Math.floor((chunk.length - at) / this.#rowBytes);
    const rows = Math.min(whole, this.#capacity - this.#pointsDone);
    this.#gather(chunk, at, rows);
    if (this.#pointsDone === this.#capacity) return;
    const rest = chunk.subarray(at + rows * this.#rowBytes);
    this.#carry.set(rest);
    this.#carried = rest.length;
  }

  end(): readonly PcdColumn[] {
    return this.#columns;
  }

  #gather(source: Uint8Array, from: number, rows: number): void {
    if (this.#kernel !== undefined) this.#kernel.gather(source, from, rows, this.#pointsDone);
    else this.#gatherPlainly(source, from, rows);
    this.#pointsDone += rows;
  }

  #gatherPlainly(source: Uint8Array, from: number, rows: number): void {
    const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
    for (const column of this.#columns)
      gatherColumn(view, from, this.#rowBytes, rows, column, this.#pointsDone);
  }
}
