/** The functions of `wasm/`; parameters are described there. All are byte addresses in one memory, or counts. */
export interface CloudKernels {
  finiteBounds(x: number, y: number, z: number, rows: number, result: number): number;
  assignCells(
    x: number,
    y: number,
    z: number,
    rows: number,
    minX: number,
    minY: number,
    perMetre: number,
    columns: number,
    gridRows: number,
    cells: number,
    starts: number,
  ): void;
  moveToCells(
    count: number,
    cells: number,
    next: number,
    x: number,
    y: number,
    z: number,
    scalar: number,
    toX: number,
    toY: number,
    toZ: number,
    toScalar: number,
    toRows: number,
  ): void;
  cellHeights(z: number, starts: number, cells: number, lowZ: number, highZ: number): void;
  packPoints(
    x: number,
    y: number,
    z: number,
    scalar: number,
    count: number,
    ranges: number,
    size: number,
    blockCount: number,
    blocks: number,
    starts: number,
    passStarts: number,
    data: number,
  ): void;
  countInCuboid(
    block: number,
    x: number,
    y: number,
    z: number,
    starts: number,
    lowZ: number,
    highZ: number,
    columns: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
    reachX: number,
    reachY: number,
    reachZ: number,
    slack: number,
    outside: number,
  ): number;
}

const NAMES: readonly (keyof CloudKernels)[] = [
  'finiteBounds',
  'assignCells',
  'moveToCells',
  'cellHeights',
  'packPoints',
  'countInCuboid',
];

/**
 * The kernels of a compiled module over a memory.
 * @throws TypeError for another module
 */
export function kernelsOver(module: WebAssembly.Module, memory: WebAssembly.Memory): CloudKernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!hasKernels(exports)) throw new TypeError('not the kernels of this version');
  return exports;
}

function hasKernels(exports: object): exports is CloudKernels {
  return NAMES.every((name) => typeof (exports as Partial<CloudKernels>)[name] === 'function');
}
