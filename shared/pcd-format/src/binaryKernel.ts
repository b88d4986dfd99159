import { BLOCKS, KERNEL_BYTES } from './kernels.ts';
import { SCALARS } from './scalar.ts';
import { copyStages, layOutStages } from './stages.ts';
import type { PcdKernels } from './kernels.ts';
import type { Stage } from './stages.ts';
import type { PcdColumn } from './types.ts';

const INPUT = BLOCKS;
const INPUT_BYTES = 2 ** 16;
/** Fewer rows at a time would cost more than they save. */
const LEAST_ROWS = 64;
/** So many rows are transposed at once: a block may be read and written up to a multiple of them. */
const GROUP = 4;

/** Fills stages from so many rows. */
type Step = (rows: number) => void;

/** Gathers columns from interleaved rows, as `gatherColumn` does, by the kernels. */
export class BinaryKernel {
  readonly #kernels: PcdKernels;
  readonly #rowBytes: number;
  readonly #blockRows: number;
  readonly #stages: readonly Stage[];
  readonly #steps: readonly Step[];

  private constructor(
    kernels: PcdKernels,
    rowBytes: number,
    blockRows: number,
    stages: readonly Stage[],
    steps: readonly Step[],
  ) {
    this.#kernels = kernels;
    this.#rowBytes = rowBytes;
    this.#blockRows = blockRows;
    this.#stages = stages;
    this.#steps = steps;
  }

  /** Undefined for rows so long that a block would hold but a few. */
  static for(kernels: PcdKernels, rowBytes: number, columns: readonly PcdColumn[]): BinaryKernel | undefined {
    const blockRows = Math.floor(INPUT_BYTES / rowBytes / GROUP) * GROUP;
    if (blockRows < LEAST_ROWS) return undefined;
    // Behind the rows of the last group, a vector of them.
    const stagesAt = INPUT + INPUT_BYTES + GROUP * rowBytes + 16;
    // At the end, what a transposition brings along that nobody asked for.
    const { stages, end: unwanted } = layOutStages(columns, blockRows, stagesAt);
    if (unwanted + 4 * blockRows > KERNEL_BYTES) return undefined;
    return new BinaryKernel(
      kernels,
      rowBytes,
      blockRows,
      stages,
      planSteps(kernels, rowBytes, columns, stages, unwanted),
    );
  }

  /** Gathers `rows` rows, the first at byte `from` of `source`, into the columns from point `firstPoint` on. */
  gather(source: Uint8Array, from: number, rows: number, firstPoint: number): void {
    const { bytes } = this.#kernels;
    for (let done = 0; done < rows; done += this.#blockRows) {
      const count = Math.min(this.#blockRows, rows - done);
      const start = from + done * this.#rowBytes;
      bytes.set(source.subarray(start, start + count * this.#rowBytes), INPUT);
      for (const step of this.#steps) step(count);
      copyStages(this.#kernels, this.#stages, count, firstPoint + done);
    }
  }
}

function planSteps(
  { call }: PcdKernels,
  stride: number,
  columns: readonly PcdColumn[],
  stages: readonly Stage[],
  unwanted: number,
): Step[] {
  const gathers = { 1: call.gather1, 2: call.gather2, 4: call.gather4, 8: call.gather8 };
  const steps: Step[] = [];
  /** Where elements of 4 bytes go, by their offset in the row, where they are the only one of their field. */
  const words = new Map<number, number>();
  for (const [index, { field }] of columns.entries()) {
    const { bytes } = SCALARS[field.type];
    const { address, rowBytes } = stages[index]!;
    if (bytes === 4 && field.count === 1) words.set(field.offset, address);
    else
      for (let element = 0; element < field.count; element++) {
        const from = INPUT + field.offset + element * bytes;
        const to = address + element * bytes;
        steps.push((rows) => gathers[bytes](from, stride, rows, to, rowBytes));
      }
  }
  // Those that a step has taken along are gone by the time that it would be their turn.
  for (const offset of words.keys()) {
    const [a, b, c, d] = [0, 4, 8, 12].map((more) => {
      const to = words.get(offset + more) ?? unwanted;
      words.delete(offset + more);
      return to;
    });
    steps.push((rows) => call.gatherFour(INPUT + offset, stride, rows, a!, b!, c!, d!));
  }
  return steps;
}
