import type { Cuboid } from '../geometry/cuboid.ts';
import { pointAt, type PointCloud } from './cloud.ts';
import { groundHeightAt, type GroundGrid } from './ground.ts';
import { collectPointsInCuboid } from './pointsInCuboid.ts';

/** Points about a cuboid, to be drawn small. */
export interface NearPoints {
  /** x, y, z of each, label frame, less the cuboid's centre, metres. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Of each above the ground, metres. */
  readonly heights: Float32Array<ArrayBuffer>;
  /** Each stands for so many. */
  readonly step: number;
}

/**
 * The points in a cuboid and about it, on every side so many metres; of more than `most` every second, third … one.
 */
export function pointsNear(
  { cloud, ground }: { cloud: PointCloud; ground: GroundGrid },
  cuboid: Cuboid,
  marginMetres: number,
  most: number,
): NearPoints {
  const [length, width, height] = cuboid.size;
  const grown = 2 * marginMetres;
  const size = [length + grown, width + grown, height + grown] as const;
  const inside = collectPointsInCuboid(cloud, { ...cuboid, size });
  const step = Math.max(1, Math.ceil(inside.length / most));
  const count = Math.ceil(inside.length / step);
  const positions = new Float32Array(3 * count);
  const heights = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [x, y, z] = pointAt(cloud, inside[i * step]!);
    positions.set([x - cuboid.centre[0], y - cuboid.centre[1], z - cuboid.centre[2]], 3 * i);
    heights[i] = z - groundHeightAt(ground, x, y);
  }
  return { positions, heights, step };
}
