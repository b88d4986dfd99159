import type { Bounds } from './bounds.ts';
import type { Coordinates, PointCloud } from './cloud.ts';
import { quantile, sortedSample } from './percentile.ts';

/** Shown where there is nothing to frame: 40 m around the origin. */
const EMPTY_VIEW: Bounds = { min: [-20, -20, -2], max: [20, 20, 2] };

/**
 * The box to frame when a scene is first shown: the middle 96 % of the points on each axis, so that neither map
 * coordinates nor a stray return ten kilometres away leave an empty screen. Label frame, metres; at least 1 m wide.
 */
export function viewBounds(cloud: PointCloud): Bounds {
  if (cloud.count === 0) return EMPTY_VIEW;
  const [minX, maxX] = middleRange(cloud.x);
  const [minY, maxY] = middleRange(cloud.y);
  const [minZ, maxZ] = middleRange(cloud.z);
  return { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] };
}

function middleRange(column: Coordinates): readonly [number, number] {
  const sorted = sortedSample(column);
  const low = quantile(sorted, 0.02);
  const high = quantile(sorted, 0.98);
  const lacking = Math.max(0, 1 - (high - low)) / 2;
  return [low - lacking, high + lacking];
}
