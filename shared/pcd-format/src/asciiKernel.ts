import { parseRows } from './asciiRows.ts';
import { BLOCKS, KERNEL_BYTES, LAYOUTS, POWERS, RESULT } from './kernels.ts';
import { alignTo8, columnBytes } from './columns.ts';
import { copyStages, layOutStages } from './stages.ts';
import type { AsciiPlan } from './asciiPlan.ts';
import type { RowCursor } from './asciiRows.ts';
import type { PcdKernels } from './kernels.ts';
import type { Stage } from './stages.ts';
import type { PcdColumn, PcdField, PcdScalarType } from './types.ts';

const NEWLINE = 10;
const INPUT = BLOCKS;
const INPUT_BYTES = 2 ** 17;
/** The kernel reads 16 characters at a time. */
const SLACK = 16;
const PLAN = INPUT + INPUT_BYTES + SLACK;
const ENTRY_BYTES = 16;
/** Fewer rows at a time would cost more than they save. */
const LEAST_ROWS = 64;

/** For tokens that are skipped. */
const NOWHERE = { address: 0, rowBytes: 0 };

/** What the kernel is told to do with a token. */
const KINDS: Readonly<Record<PcdScalarType | 'skip', number>> = {
  skip: 0,
  float32: 1,
  float64: 2,
  int8: 3,
  uint8: 4,
  int16: 5,
  uint16: 6,
  int32: 7,
  uint32: 8,
  int64: 9,
  uint64: 10,
};

/**
 * {@link parseRows} by the kernel, which parses what is ordinary; any other line is parsed by `parseRows` itself, so that
 * values and errors are the same.
 */
export class AsciiKernel {
  readonly #kernels: PcdKernels;
  readonly #plan: AsciiPlan;
  readonly #entries: Uint32Array;
  readonly #stages: readonly Stage[];
  readonly #blockRows: number;

  private constructor(
    kernels: PcdKernels,
    plan: AsciiPlan,
    entries: Uint32Array,
    stages: readonly Stage[],
    blockRows: number,
  ) {
    this.#kernels = kernels;
    this.#plan = plan;
    this.#entries = entries;
    this.#stages = stages;
    this.#blockRows = blockRows;
  }

  /** Undefined for rows of so many values that a block would hold but a few. */
  static for(
    kernels: PcdKernels,
    fields: readonly PcdField[],
    columns: readonly PcdColumn[],
    plan: AsciiPlan,
  ): AsciiKernel | undefined {
    const stagesAt = alignTo8(PLAN + plan.tokens * ENTRY_BYTES);
    const rowBytes = columns.reduce((sum, { field }) => sum + columnBytes(field, 1), 0);
    // A column begins at a multiple of 8, so each may leave up to 7 bytes unused.
    const room = KERNEL_BYTES - stagesAt - 8 * columns.length;
    const blockRows = Math.floor(room / Math.max(1, rowBytes));
    if (blockRows < LEAST_ROWS) return undefined;
    const { stages } = layOutStages(columns, blockRows, stagesAt);
    const entries = new Uint32Array((plan.tokens * ENTRY_BYTES) / 4);
    let token = 0;
    for (const field of fields) {
      const column = columns.findIndex((candidate) => candidate.field === field);
      const kind = KINDS[column === -1 ? 'skip' : field.type];
      const { address, rowBytes: bytes } = stages[column] ?? NOWHERE;
      for (let element = 0; element < field.count; element++, token++)
        entries.set([kind, address + (element * bytes) / field.count, bytes], (token * ENTRY_BYTES) / 4);
    }
    return new AsciiKernel(kernels, plan, entries, stages, blockRows);
  }

  /** As `parseRows` with all of `lines`, of which the last ends in a newline too. */
  parse(lines: Uint8Array, cursor: RowCursor, maxRows: number): void {
    const { bytes, words, call } = this.#kernels;
    const { tokens } = this.#plan;
    words.set(this.#entries, PLAN / 4);
    let at = 0;
    let oddLines = 1;
    while (at < lines.length && cursor.row < maxRows) {
      const block = lines.subarray(at, lines.lastIndexOf(NEWLINE, at + INPUT_BYTES - 1) + 1);
      bytes.set(block, INPUT);
      const most = Math.min(this.#blockRows, maxRows - cursor.row);
      call.asciiRows(INPUT, INPUT + block.length, PLAN, tokens, most, POWERS, LAYOUTS, RESULT);
      const [end, rows, newlines, isOdd] = words.subarray(RESULT / 4, RESULT / 4 + 4);
      copyStages(this.#kernels, this.#stages, rows!, cursor.row);
      cursor.row += rows!;
      cursor.line += newlines!;
      at += end! - INPUT;
      // No line at all: the next is longer than a block.
      if (isOdd === 0 && block.length > 0) continue;
      // Where one odd line follows the other, ever more of them are parsed before the kernel tries again.
      oddLines = rows! > 0 ? 1 : 2 * oddLines;
      const oddEnd = endOfLines(lines, at, oddLines);
      parseRows(lines, at, oddEnd, this.#plan, cursor, maxRows);
      at = oddEnd;
    }
  }
}

/** Behind the newline of the `count`-th line from `start` on. */
function endOfLines(lines: Uint8Array, start: number, count: number): number {
  let end = start;
  for (let line = 0; line < count && end < lines.length; line++) end = lines.indexOf(NEWLINE, end) + 1;
  return end;
}
