import { cellRange } from './bucketGrid.ts';
import type { PointCloud } from './cloud.ts';
import type { CuboidTest } from './cuboidCells.ts';
import type { KernelMemory } from './kernelMemory.ts';

/** How many points of a cloud that lies in this memory are in a cuboid; the same number as without a kernel. */
export function countByKernel({ x, y, z, grid }: PointCloud, memory: KernelMemory, test: CuboidTest): number {
  const { centre, reach } = test;
  const { left, right, bottom, top, isOutside } = cellRange(grid, {
    minX: centre[0] - reach[0],
    minY: centre[1] - reach[1],
    maxX: centre[0] + reach[0],
    maxY: centre[1] + reach[1],
  });
  // Beyond the grid, or not a number: those do not go as integers.
  const hasCells = left <= right && bottom <= top;
  if (!hasCells && !isOutside) return 0;
  const { block, kernels } = memory;
  const { half, rotation, slack } = test;
  // One by one: setting from an array takes longer than counting.
  for (let axis = 0; axis < 3; axis++) {
    block[axis] = centre[axis]!;
    block[3 + axis] = half[axis]!;
  }
  for (let i = 0; i < 9; i++) block[6 + i] = rotation[i]!;
  block[15] = grid.minX;
  block[16] = grid.minY;
  block[17] = grid.cellMetres;
  return kernels.countInCuboid(
    block.byteOffset,
    x.byteOffset,
    y.byteOffset,
    z.byteOffset,
    grid.starts.byteOffset,
    grid.lowZ.byteOffset,
    grid.highZ.byteOffset,
    grid.columns,
    hasCells ? left : 0,
    hasCells ? right : -1,
    hasCells ? bottom : 0,
    hasCells ? top : -1,
    reach[0],
    reach[1],
    reach[2],
    slack,
    isOutside ? grid.starts.byteOffset + 4 * grid.columns * grid.rows : 0,
  );
}
