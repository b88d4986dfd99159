import { alignTo8, columnBytes } from './columns.ts';
import type { PcdKernels } from './kernels.ts';
import type { PcdColumn } from './types.ts';

/** The rows of one block, of one column: where kernels put them, and the column that they are for. */
export interface Stage {
  /** In the kernels' memory. */
  readonly address: number;
  readonly rowBytes: number;
  readonly target: Uint8Array;
}

/** A stage for `rows` rows of each column, from `start` on; `end` is the first address behind them. */
export function layOutStages(
  columns: readonly PcdColumn[],
  rows: number,
  start: number,
): { readonly stages: readonly Stage[]; readonly end: number } {
  let address = alignTo8(start);
  const stages = columns.map(({ field, values }): Stage => {
    const rowBytes = columnBytes(field, 1);
    const target = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const stage = { address, rowBytes, target };
    address = alignTo8(address + rows * rowBytes);
    return stage;
  });
  return { stages, end: address };
}

/** Copies `rows` rows from the stages to the columns, from point `firstPoint` on. */
export function copyStages(
  { bytes }: PcdKernels,
  stages: readonly Stage[],
  rows: number,
  firstPoint: number,
): void {
  for (const { address, rowBytes, target } of stages)
    target.set(bytes.subarray(address, address + rows * rowBytes), firstPoint * rowBytes);
}
