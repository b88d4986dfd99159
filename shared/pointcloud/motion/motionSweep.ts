import { type Cuboid } from '../../geometry/cuboid.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import { quantile, sortedSample } from '../percentile.ts';
import { collectPointsInCuboid } from '../pointsInCuboid.ts';
import { findSurfels, type Surfels } from './surfels.ts';
import { findUprights, type Uprights } from './uprights.ts';
import { groupByVoxel } from './voxelPoints.ts';

/** What is kept of a sweep to compare it with the one before and the one after: a few hundred kilobytes. */
export interface MotionSweep {
  /** Middle of the cloud, label frame, metres: all else is given from here. */
  readonly origin: Vec3;
  readonly surfels: Surfels;
  readonly uprights: Uprights;
}

/** Points this close to a moving object are left out with it: what it carries and stirs up, and a box that is too tight. */
const MARGIN_METRES = 0.3;

/**
 * Prepares a sweep. Points in `moving`, cuboids of the label frame that are known to move, are left out; what moves and
 * is not known is left to robust weights. Any cloud will do; one without surfaces cannot be compared later.
 */
export function prepareMotionSweep(cloud: PointCloud, moving: readonly Cuboid[] = []): MotionSweep {
  const origin: Vec3 = cloud.count === 0 ? [0, 0, 0] : [middle(cloud.x), middle(cloud.y), middle(cloud.z)];
  const voxels = groupByVoxel(cloud, origin, markMoving(cloud, moving));
  return { origin, surfels: findSurfels(voxels), uprights: findUprights(voxels) };
}

function middle(column: ArrayLike<number>): number {
  return quantile(sortedSample(column), 0.5);
}

function markMoving(cloud: PointCloud, moving: readonly Cuboid[]): Uint8Array | undefined {
  if (moving.length === 0) return undefined;
  const isMoving = new Uint8Array(cloud.count);
  for (const cuboid of moving) {
    const [l, w, h] = cuboid.size;
    // Not down into the road, which would take the best surface away.
    const grown: Cuboid = { ...cuboid, size: [l + 2 * MARGIN_METRES, w + 2 * MARGIN_METRES, h] };
    for (const i of collectPointsInCuboid(cloud, grown)) isMoving[i] = 1;
  }
  return isMoving;
}
