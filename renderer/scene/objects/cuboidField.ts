import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { toMatrix3 } from '#shared/geometry/quaternion.ts';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';

/** A cuboid whose points are looked for; of selected ones they stand out. */
export interface FieldCuboid {
  readonly cuboid: Cuboid;
  readonly isLifted: boolean;
}

/** Side of a cell, metres, while the field is no more than so many cells wide. */
const CELL_METRES = 1;
const MOST_CELLS = 1024;
/** Over one cell; what is more is not found there. Four to a texel. */
export const CUBOIDS_PER_CELL = 8;
export const TEXELS_PER_CELL = CUBOIDS_PER_CELL / 4;
/** Texels of one cuboid: three rows of its matrix, and whether its points stand out. */
export const TEXELS_PER_CUBOID = 4;
/** Cuboids beside each other in a row of the texture, so that none is larger than a GPU takes. */
export const CUBOIDS_PER_ROW = 64;
/** Slope of an axis that counts as level; float32, and points a little above and below the middle, take the margin. */
const LEVEL = 1e-4;
const MARGIN = 0.02;
/** Sizes of textures are multiples of these, so that a drag changes contents and not sizes. */
const GRAIN_CELLS = 32;
const GRAIN_ROWS = 4;

/**
 * Which cuboids may hold a point, looked up by where it is seen from above: so that each of a million points is tested
 * against a few cuboids at most, however many there are. Metres, relative to the cloud's origin.
 */
export interface CuboidField {
  /** Corner of the first cell, then a cell's side. */
  readonly frame: readonly [x: number, y: number, cellMetres: number];
  readonly columns: number;
  readonly rows: number;
  /** {@link CUBOIDS_PER_CELL} numbers a cell, of cuboids from 1; 0: none. */
  readonly cells: Uint16Array;
  /** Sixteen numbers a cuboid, {@link CUBOIDS_PER_ROW} to a row of the texture. */
  readonly matrices: Float32Array;
  readonly matrixRows: number;
}

/** @param origin of the cloud, label frame */
export function cuboidField(cuboids: readonly FieldCuboid[], origin: Vec3): CuboidField {
  const outlines = cuboids.map(({ cuboid }) => spanOf(cuboid, origin));
  const low = [0, 1].map((axis) => Math.min(...outlines.map((span) => span.low[axis]!), Infinity));
  const high = [0, 1].map((axis) => Math.max(...outlines.map((span) => span.high[axis]!), -Infinity));
  const isEmpty = cuboids.length === 0;
  const [x, y] = isEmpty ? [0, 0] : (low as [number, number]);
  const extent = isEmpty ? [0, 0] : [high[0]! - x, high[1]! - y];
  const cellMetres = Math.max(CELL_METRES, Math.max(...extent) / (MOST_CELLS - 1));
  const [columns, rows] = extent.map((metres) =>
    roundUp(Math.floor(metres / cellMetres) + 1, GRAIN_CELLS),
  ) as [number, number];
  const cellAt = (metres: number): number => Math.floor(metres / cellMetres);
  const cells = new Uint16Array(columns * rows * CUBOIDS_PER_CELL);
  const matrixRows = roundUp(Math.ceil(cuboids.length / CUBOIDS_PER_ROW), GRAIN_ROWS);
  const matrices = new Float32Array(matrixRows * CUBOIDS_PER_ROW * TEXELS_PER_CUBOID * 4);
  cuboids.forEach(({ cuboid, isLifted }, i) => {
    matrices.set(unitBoxFrom(cuboid, origin), i * TEXELS_PER_CUBOID * 4);
    matrices[i * TEXELS_PER_CUBOID * 4 + 12] = isLifted ? 1 : 0;
    const { low: from, high: to } = outlines[i]!;
    for (let row = cellAt(from[1] - y); row <= cellAt(to[1] - y); row++) {
      for (let column = cellAt(from[0] - x); column <= cellAt(to[0] - x); column++) {
        const middle = [x + (column + 0.5) * cellMetres, y + (row + 0.5) * cellMetres] as const;
        if (isOver(matrices, i, middle, cellMetres))
          put(cells, (row * columns + column) * CUBOIDS_PER_CELL, i + 1);
      }
    }
  });
  return { frame: [x, y, cellMetres], columns, rows, cells, matrices, matrixRows };
}

/** May the cuboid be over any part of a cell? By the level axes of its own box; tilted ones reach over more cells. */
function isOver(
  matrices: Float32Array,
  cuboid: number,
  [x, y]: readonly [number, number],
  cellMetres: number,
): boolean {
  const m = matrices.subarray(cuboid * TEXELS_PER_CUBOID * 4);
  return [0, 4].every((row) => {
    const [mx, my, mz] = [m[row]!, m[row + 1]!, m[row + 2]!];
    // A tilted axis goes on above and below the cell, however far.
    if (Math.abs(mz) > LEVEL * Math.hypot(mx, my)) return true;
    const reach = ((Math.abs(mx) + Math.abs(my)) * cellMetres) / 2;
    return Math.abs(mx * x + my * y + m[row + 3]!) <= 1 + reach + MARGIN;
  });
}

function put(cells: Uint16Array, start: number, cuboid: number): void {
  for (let slot = start; slot < start + CUBOIDS_PER_CELL; slot++) {
    if (cells[slot] !== 0) continue;
    cells[slot] = cuboid;
    return;
  }
}

interface Span {
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
}

function spanOf(cuboid: Cuboid, origin: Vec3): Span {
  const corners = cuboidCorners(cuboid);
  const bound = (axis: 0 | 1, pick: (...values: number[]) => number): number =>
    pick(...corners.map((corner) => corner[axis])) - origin[axis];
  return {
    low: [bound(0, Math.min), bound(1, Math.min)],
    high: [bound(0, Math.max), bound(1, Math.max)],
  };
}

/** Three rows of a matrix that maps places relative to the origin so that the cuboid becomes [−1, 1]³. */
function unitBoxFrom({ centre, size, rotation }: Cuboid, origin: Vec3): readonly number[] {
  const m = toMatrix3(rotation);
  const c = subtract(centre, origin);
  return ([0, 1, 2] as const).flatMap((axis) => {
    const half = size[axis] / 2;
    const [x, y, z] = [m[axis] / half, m[3 + axis]! / half, m[6 + axis]! / half];
    return [x, y, z, -(x * c[0] + y * c[1] + z * c[2])];
  });
}

function roundUp(value: number, grain: number): number {
  return Math.max(1, Math.ceil(value / grain)) * grain;
}
