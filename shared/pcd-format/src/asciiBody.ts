import { AsciiKernel } from './asciiKernel.ts';
import { planRow } from './asciiPlan.ts';
import { parseRows } from './asciiRows.ts';
import { allocateColumns, selectFields } from './columns.ts';
import { GrowingBytes } from './growingBytes.ts';
import { PcdError } from './types.ts';
import type { AsciiPlan } from './asciiPlan.ts';
import type { RowCursor } from './asciiRows.ts';
import type { Body } from './body.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdColumn, PcdHeader } from './types.ts';

const NEWLINE = 10;

/** DATA ascii: one point per line. */
export class AsciiBody implements Body {
  readonly windowBytes = 2 ** 22;
  readonly #capacity: number;
  readonly #columns: readonly PcdColumn[];
  readonly #plan: AsciiPlan;
  readonly #kernel: AsciiKernel | undefined;
  readonly #cursor: RowCursor;
  /** The start of a line that a chunk cut in two. */
  readonly #carry = new GrowingBytes();
  readonly #maxLineBytes: number;

  constructor(
    header: PcdHeader,
    options: DecodeOptions,
    availableBytes: number | undefined,
    firstLine: number,
  ) {
    const tokens = header.fields.reduce((sum, { count }) => sum + count, 0);
    // A value takes at least a digit and a separator; one row more, so that a short last line is still looked at.
    const most = Math.floor(((availableBytes ?? Infinity) + 1) / (2 * tokens)) + 1;
    this.#capacity = Math.min(header.points, most);
    this.#columns = allocateColumns(selectFields(header.fields, options), this.#capacity, options);
    this.#plan = planRow(header.fields, this.#columns);
    this.#kernel =
      options.kernels && AsciiKernel.for(options.kernels, header.fields, this.#columns, this.#plan);
    this.#cursor = { row: 0, line: firstLine, offset: header.byteLength };
    this.#maxLineBytes = 2 ** 16 + 64 * tokens;
  }

  get pointsDone(): number {
    return this.#cursor.row;
  }

  push(chunk: Uint8Array): void {
    if (this.pointsDone === this.#capacity) return;
    let start = 0;
    if (this.#carry.length > 0) {
      start = chunk.indexOf(NEWLINE) + 1;
      this.#keep(start === 0 ? chunk : chunk.subarray(0, start));
      if (start === 0) return;
      this.#parse(this.#carry.view());
      this.#carry.clear();
    }
    const rest = chunk.subarray(start);
    const lines = rest.subarray(0, rest.lastIndexOf(NEWLINE) + 1);
    this.#parse(lines);
    this.#keep(rest.subarray(lines.length));
  }

  end(): readonly PcdColumn[] {
    try {
      if (this.#carry.length > 0) this.push(Uint8Array.of(NEWLINE));
    } catch (error) {
      // A last line that has no newline and is not complete was cut off: that is for the caller to count.
      if (!isCutOff(error)) throw error;
    }
    return this.#columns;
  }

  #parse(lines: Uint8Array): void {
    if (this.#kernel !== undefined) this.#kernel.parse(lines, this.#cursor, this.#capacity);
    else parseRows(lines, 0, lines.length, this.#plan, this.#cursor, this.#capacity);
    this.#cursor.offset += lines.length;
  }

  #keep(bytes: Uint8Array): void {
    if (this.#carry.length + bytes.length > this.#maxLineBytes)
      throw new PcdError(
        'corrupt',
        `Line ${this.#cursor.line} does not end`,
        { reason: 'line-too-long', line: this.#cursor.line, limit: this.#maxLineBytes },
        this.#cursor.offset,
      );
    this.#carry.append(bytes);
  }
}

function isCutOff(error: unknown): boolean {
  if (!(error instanceof PcdError)) return false;
  const { reason, actual, expected } = error.details;
  return reason === 'value' || (actual !== undefined && Number(actual) < Number(expected));
}
