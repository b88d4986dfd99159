import type { Cuboid } from '../geometry/cuboid.ts';
import type { PointCloud } from './cloud.ts';
import { collectPointsInCuboid } from './pointsInCuboid.ts';

/** The points that lie in cuboids, and in which. */
export interface PointOwners {
  /** In the cloud, ascending, each once. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** Which of the cuboids each lies in; the first, where it lies in several. */
  readonly owners: Uint16Array<ArrayBuffer>;
}

/** Finds the points in cuboids, faces included. */
export function pointOwners(cloud: PointCloud, cuboids: readonly Cuboid[]): PointOwners {
  const ownerOf = new Map<number, number>();
  cuboids.forEach((cuboid, owner) => {
    for (const index of collectPointsInCuboid(cloud, cuboid)) {
      if (!ownerOf.has(index)) ownerOf.set(index, owner);
    }
  });
  const indices = Uint32Array.from(ownerOf.keys()).sort();
  return { indices, owners: Uint16Array.from(indices, (index) => ownerOf.get(index)!) };
}
