import type { Bounds, FiniteBounds } from './bounds.ts';
import { heightRange, sortByCell, type SortedColumns } from './cellOrder.ts';
import type { CloudColumns } from './cloud.ts';
import type { CloudPasses } from './cloudPasses.ts';
import type { GridFrame } from './gridFrame.ts';
import { takeMemory, type KernelMemory } from './kernelMemory.ts';
import { packPoints, packRanges, type PackedColumns, type PackScalar } from './packPoints.ts';
import type { ReusePool } from './reusePool.ts';
import { spreadOrder } from './spreadOrder.ts';

type Floats = Float32Array<ArrayBuffer>;

interface Columns {
  readonly x: Floats;
  readonly y: Floats;
  readonly z: Floats;
  readonly intensity: Floats | undefined;
}

const NONE = new Float32Array();

/** Room for the tables of a grid of 512 × 512 m; a larger one gets another memory. */
const USUAL_CELLS = 2 ** 18;

/**
 * The passes over one cloud of float32 coordinates by kernels, with the results of those in TypeScript. They work in a
 * memory that they borrow until {@link dispose}, or in the one that the columns were decoded into, which they overwrite;
 * the sorted columns are laid into one that is the cloud's own.
 */
export class KernelPasses implements CloudPasses {
  readonly #pool: ReusePool<KernelMemory>;
  #scratch: KernelMemory;
  /** The scratch memory, where it is not that of the columns. */
  #borrowed: KernelMemory | undefined;
  #source: Columns = { x: NONE, y: NONE, z: NONE, intensity: undefined };
  /** In the scratch memory, and the columns of the cloud that were made of it. */
  #sorted: { readonly x: CloudColumns['x']; readonly columns: Columns } | undefined;

  /**
   * Undefined for float64 coordinates, which the kernels do not have, and where there is not enough memory.
   * @param lent memories that the columns may lie in
   */
  static over(
    columns: CloudColumns,
    pool: ReusePool<KernelMemory>,
    lent: readonly KernelMemory[] = [],
  ): KernelPasses | undefined {
    const { x, y, z } = columns;
    if (![x, y, z].every((column) => column instanceof Float32Array)) return undefined;
    const home = lent.find((memory) => columnsIn(columns, memory) !== undefined);
    if (home !== undefined) return new KernelPasses(pool, home, undefined);
    const scratch = takeMemory(pool, scratchBytes(x.length, USUAL_CELLS));
    return scratch && new KernelPasses(pool, scratch, scratch);
  }

  private constructor(
    pool: ReusePool<KernelMemory>,
    scratch: KernelMemory,
    borrowed: KernelMemory | undefined,
  ) {
    this.#pool = pool;
    this.#scratch = scratch;
    this.#borrowed = borrowed;
  }

  finiteBounds(columns: CloudColumns): FiniteBounds {
    this.#source = columnsIn(columns, this.#scratch) ?? loadColumns(columns, this.#scratch);
    const { kernels, block } = this.#scratch;
    const { x, y, z } = this.#source;
    const count = kernels.finiteBounds(x.byteOffset, y.byteOffset, z.byteOffset, x.length, block.byteOffset);
    if (count === 0) return { bounds: { min: [0, 0, 0], max: [0, 0, 0] }, count };
    // No negative zero: of two zeros either could come first.
    const at = (i: number): number => new Float32Array(block.buffer, block.byteOffset, 6)[i]! + 0;
    return { bounds: { min: [at(0), at(1), at(2)], max: [at(3), at(4), at(5)] }, count };
  }

  sortByCell(columns: CloudColumns, frame: GridFrame, count: number): SortedColumns {
    const cells = frame.columns * frame.rows + 1;
    const own = this.#makeRoom(columns, cells)
      ? takeMemory(this.#pool, cloudBytes(count, cells, columns.intensity !== undefined))
      : undefined;
    if (own === undefined) return sortByCell(columns, frame, count);
    const scratch = this.#scratch;
    const { kernels } = scratch;
    const { x, y, z, intensity } = this.#source;
    // Rows are taken by fours.
    const cellOfRow = scratch.words(x.length + 3);
    const starts = scratch.words(cells + 2).fill(0);
    kernels.assignCells(
      x.byteOffset,
      y.byteOffset,
      z.byteOffset,
      x.length,
      frame.minX,
      frame.minY,
      1 / frame.cellMetres,
      frame.columns,
      frame.rows,
      cellOfRow.byteOffset,
      starts.byteOffset,
    );
    const next = scratch.words(starts.length);
    next.set(starts);
    const sorted = {
      x: scratch.floats(x.length),
      y: scratch.floats(x.length),
      z: scratch.floats(x.length),
      intensity: intensity && scratch.floats(x.length),
    };
    const rows = scratch.words(x.length);
    kernels.moveToCells(
      columns.x.length,
      cellOfRow.byteOffset,
      next.byteOffset,
      x.byteOffset,
      y.byteOffset,
      z.byteOffset,
      intensity?.byteOffset ?? 0,
      sorted.x.byteOffset,
      sorted.y.byteOffset,
      sorted.z.byteOffset,
      sorted.intensity?.byteOffset ?? 0,
      rows.byteOffset,
    );
    const result = this.#layOut(own, sorted, rows, starts, frame, count);
    this.#sorted = { x: result.x, columns: sorted };
    return result;
  }

  packPoints(
    columns: PackedColumns,
    bounds: Bounds,
    scalar: PackScalar | undefined,
    data: Uint16Array,
  ): void {
    // A tile, or what TypeScript sorted.
    if (this.#sorted?.x !== columns.x) return packPoints(columns, bounds, scalar, data);
    const { kernels, block } = this.#scratch;
    const { x, y, z, intensity } = this.#sorted.columns;
    const order = spreadOrder(columns.x.length);
    new Float32Array(block.buffer, block.byteOffset, 8).set(packRanges(bounds, scalar).flat());
    const word = (values: Uint32Array): number => {
      const words = this.#scratch.words(values.length);
      words.set(values);
      return words.byteOffset;
    };
    // Over the columns as they were read, which are longer and no longer needed.
    const { x: readX, y: readY, z: readZ } = this.#source;
    const start = Math.min(readX.byteOffset, readY.byteOffset, readZ.byteOffset);
    const packed = new Uint16Array(this.#scratch.buffer, start, data.length);
    kernels.packPoints(
      x.byteOffset,
      y.byteOffset,
      z.byteOffset,
      (intensity ?? x).byteOffset,
      columns.x.length,
      block.byteOffset,
      order.size,
      order.blocks.length,
      word(order.blocks),
      word(order.starts),
      word(order.passes.map((pass) => pass * order.blocks.length * 8)),
      packed.byteOffset,
    );
    data.set(packed);
  }

  /** Gives the borrowed memory back. */
  dispose(): void {
    if (this.#borrowed !== undefined) this.#pool.give(this.#borrowed);
  }

  /** Takes a larger memory when the grid's tables need it. */
  #makeRoom(columns: CloudColumns, cells: number): boolean {
    if (this.#scratch.room >= sortingBytes(columns.x.length, cells)) return true;
    const larger = takeMemory(this.#pool, scratchBytes(columns.x.length, cells));
    if (larger === undefined) return false;
    this.dispose();
    this.#scratch = larger;
    this.#borrowed = larger;
    this.#source = loadColumns(columns, larger);
    return true;
  }

  #layOut(
    own: KernelMemory,
    sorted: Columns,
    sortedRows: Uint32Array,
    sortedStarts: Uint32Array,
    frame: GridFrame,
    count: number,
  ): SortedColumns {
    const keep = (column: Floats): Floats => copyInto(own.floats(count), column.subarray(0, count));
    const columns = {
      x: keep(sorted.x),
      y: keep(sorted.y),
      z: keep(sorted.z),
      intensity: sorted.intensity && keep(sorted.intensity),
    };
    const rows = copyInto(own.words(count), sortedRows.subarray(0, count));
    const starts = copyInto(own.words(sortedStarts.length - 1), sortedStarts.subarray(0, -1));
    const cells = starts.length - 1;
    const lowZ = own.floats(cells);
    const highZ = own.floats(cells);
    own.kernels.cellHeights(
      columns.z.byteOffset,
      starts.byteOffset,
      cells,
      lowZ.byteOffset,
      highZ.byteOffset,
    );
    const grid = { ...frame, starts, lowZ, highZ, ...heightRange(lowZ, highZ) };
    return { ...columns, rows, grid, memory: own };
  }
}

/** The columns where they are, if that is in this memory, from its start; what lies behind them can be used. */
function columnsIn({ x, y, z, intensity }: CloudColumns, memory: KernelMemory): Columns | undefined {
  const isHere = (column: unknown): column is Floats =>
    column instanceof Float32Array && column.buffer === memory.buffer;
  if (!isHere(x) || !isHere(y) || !isHere(z)) return undefined;
  if (intensity !== undefined && !isHere(intensity)) return undefined;
  const columns = { x, y, z, intensity };
  memory.clear(Math.max(...[x, y, z, intensity ?? x].map((column) => column.byteOffset + column.byteLength)));
  return columns;
}

function loadColumns({ x, y, z, intensity }: CloudColumns, memory: KernelMemory): Columns {
  const load = (column: ArrayLike<number>): Floats => {
    const loaded = memory.floats(column.length);
    loaded.set(column);
    return loaded;
  };
  return { x: load(x), y: load(y), z: load(z), intensity: intensity && load(intensity) };
}

function copyInto<T extends Float32Array | Uint32Array>(target: T, source: T): T {
  target.set(source);
  return target;
}

/** For the columns of a cloud, and to sort them. */
function scratchBytes(rows: number, cells: number): number {
  return 16 * (rows + 4) + sortingBytes(rows, cells);
}

/** Six columns of four bytes, the grid's tables, and what the spread order has for each of its blocks. */
function sortingBytes(rows: number, cells: number): number {
  return 24 * (rows + 8) + 8 * (cells + 8) + rows / 64 + 2 ** 14;
}

/** The memory in which columns of so many bytes can be decoded and then sorted. */
export function decodingBytes(byteLength: number): number {
  return byteLength + sortingBytes(byteLength / 12, USUAL_CELLS);
}

function cloudBytes(count: number, cells: number, hasIntensity: boolean): number {
  return (hasIntensity ? 20 : 16) * count + 12 * (cells + 2) + 256;
}
