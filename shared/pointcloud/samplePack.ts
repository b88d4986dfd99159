import type { CloudPack } from './pack.ts';

/**
 * About so many points of a packed cloud, spread evenly over it: x, y, z of each, label frame, metres. As exact as the
 * pack is, which is enough to be drawn.
 */
export function samplePack({ tiles, data, origin, count }: CloudPack, most: number): Float64Array {
  const share = Math.min(1, most / Math.max(1, count));
  const sizes = tiles.map((tile) => Math.ceil(tile.count * share));
  const points = new Float64Array(sizes.reduce((sum, size) => sum + size, 0) * 3);
  let at = 0;
  tiles.forEach(({ start, offset, step }, tile) => {
    // Any prefix of a tile looks like all of it.
    for (let i = start; i < start + sizes[tile]!; i++) {
      for (let axis = 0; axis < 3; axis++, at++) {
        points[at] = origin[axis]! + offset[axis]! + step[axis]! * data[i * 4 + axis]!;
      }
    }
  });
  return points;
}
