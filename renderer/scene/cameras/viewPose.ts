import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import { add, addScaled, dot, normalise, scale, subtract, type Vec3 } from '#shared/geometry/vec3.ts';

/** Width and height of a view, CSS pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** Where a view looks from. Label frame, metres, float64: map coordinates in the millions lose nothing. */
export interface ViewPose {
  readonly position: Vec3;
  /** Unit vectors of the screen: right, up and into it. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  readonly lens: Lens;
}

export type Lens =
  | { readonly kind: 'perspective'; readonly tanHalfFov: number }
  /** `halfHeight`: half of the visible height; `reach`: how far into the view anything is seen, if not without end; metres. */
  | { readonly kind: 'orthographic'; readonly halfHeight: number; readonly reach?: number };

/** Nearer than this nothing is drawn or projected, metres. */
export const NEAREST = 0.1;

/** Label frame → CSS pixels from the view's top-left corner; undefined behind the near plane of a perspective. */
export function projectPoint(pose: ViewPose, size: ViewSize, point: Vec3): Pixel | undefined {
  const offset = subtract(point, pose.position);
  const depth = dot(offset, pose.forward);
  if (pose.lens.kind === 'perspective' && depth < NEAREST) return undefined;
  const pixels = pixelsPerMetre(pose, size, depth);
  return [size.width / 2 + dot(offset, pose.right) * pixels, size.height / 2 - dot(offset, pose.up) * pixels];
}

/** CSS pixels covered by one metre that lies `depth` metres into the view. */
export function pixelsPerMetre(pose: ViewPose, size: ViewSize, depth: number): number {
  return pose.lens.kind === 'perspective'
    ? size.height / 2 / (pose.lens.tanHalfFov * depth)
    : size.height / 2 / pose.lens.halfHeight;
}

/** Where an orthographic view looks once its picture was dragged by `delta` CSS pixels. */
export function panOrthographic(target: Vec3, pose: ViewPose, delta: Pixel, size: ViewSize): Vec3 {
  const pixels = pixelsPerMetre(pose, size, 1);
  return addScaled(addScaled(target, pose.right, -delta[0] / pixels), pose.up, delta[1] / pixels);
}

/** The ray of the label frame behind a screen position (CSS pixels from the view's top-left corner). */
export function rayThrough(pose: ViewPose, size: ViewSize, position: Pixel): Ray {
  const across = position[0] - size.width / 2;
  const above = size.height / 2 - position[1];
  const pixels = pixelsPerMetre(pose, size, 1);
  const offset = add(scale(pose.right, across / pixels), scale(pose.up, above / pixels));
  return pose.lens.kind === 'perspective'
    ? { origin: pose.position, direction: normalise(add(pose.forward, offset)) }
    : { origin: addScaled(pose.position, offset, 1), direction: pose.forward };
}
