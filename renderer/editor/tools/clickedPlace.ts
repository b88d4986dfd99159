import type { PickTolerance } from '#shared/pointcloud/pickPoint.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import { distance, dot } from '#shared/geometry/vec3.ts';
import type { ToolView } from './view.ts';

/** How far from the pointer a point may be to be clicked on, CSS pixels. */
const CLICK_REACH = 6;

/** From far above a few pixels are metres, in which the highest point is of something else. */
const FARTHEST_METRES = 0.3;

/** How far from the ray of `at` a point may lie: an angle where rays meet in the eye, a distance where they are parallel. */
export function clickTolerance(view: ToolView, at: Pixel, ray: Ray): PickTolerance {
  const beside = view.rayAt([at[0] + CLICK_REACH, at[1]]) ?? view.rayAt([at[0] - CLICK_REACH, at[1]]) ?? ray;
  const radiusMetres = distance(ray.origin, beside.origin);
  if (radiusMetres > 0) return { radiusMetres: Math.min(radiusMetres, FARTHEST_METRES) };
  return { angleRad: Math.acos(Math.min(1, dot(ray.direction, beside.direction))) };
}
