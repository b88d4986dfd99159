import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { distance, lerp, type Vec3 } from '#shared/geometry/vec3.ts';
import { groundHit, onGround, type GroundHeight } from './groundHit.ts';
import type { Footprint } from './toolOverlay.ts';
import type { ToolView } from './view.ts';

/** What stands where a rectangle was drawn on an image. */
export interface Sight {
  /** About the middle of it, on the ground; label frame, metres. */
  readonly at: Vec3;
  /** The ground that it may stand on: a piece of the wedge that the camera sees between the rectangle's sides. */
  readonly within: Footprint;
}

/** The lower edge is drawn by eye, and the ground is known to some centimetres: metres before and behind. */
const BEFORE = 1.5;
const BEHIND = 3;
/** Nothing is nearer to a camera, metres. */
const NEAREST = 0.3;

/**
 * From where its lower edge meets the ground to a little more than the class's length behind that, between the planes of
 * the two sides; undefined where the lower edge is not on the ground.
 */
export function sightOnImage(
  view: ToolView,
  { left, top, right, bottom }: Rectangle,
  classSize: Vec3,
  groundHeight: GroundHeight,
): Sight | undefined {
  const foot = view.rayAt([(left + right) / 2, bottom]);
  const hit = foot && groundHit(foot, groundHeight);
  // At its middle height the sides are seen as far apart as the object is wide, wherever it stands.
  const [leftRay, rightRay] = [left, right].map((u) => view.rayAt([u, (top + bottom) / 2]));
  if (foot === undefined || hit === undefined || leftRay === undefined || rightRay === undefined)
    return undefined;
  const near = distance([foot.origin[0], foot.origin[1], 0], [hit[0], hit[1], 0]);
  const length = Math.max(classSize[0], classSize[1]);
  const reach = [Math.max(NEAREST, near - BEFORE), near + length + BEHIND] as const;
  const place = (ray: typeof leftRay, metres: number): Vec3 => {
    const level = Math.hypot(ray.direction[0], ray.direction[1]);
    const scale = level === 0 ? 0 : metres / level;
    const [x, y, z] = ray.origin;
    return onGround([x + ray.direction[0] * scale, y + ray.direction[1] * scale, z], groundHeight);
  };
  const half = near + Math.min(classSize[0], classSize[1]) / 2;
  return {
    at: lerp(place(leftRay, half), place(rightRay, half), 0.5),
    within: [
      place(leftRay, reach[0]),
      place(rightRay, reach[0]),
      place(rightRay, reach[1]),
      place(leftRay, reach[1]),
    ],
  };
}
