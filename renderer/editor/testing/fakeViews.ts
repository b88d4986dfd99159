import type { Pixel } from '#shared/camera/cameraModel.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectPoint, rayFromPixel } from '#shared/camera/projectPoint.ts';
import type { Matrix3 } from '#shared/geometry/matrix3.ts';
import { invertTransform } from '#shared/geometry/rigidTransform.ts';
import { add, cross, dot, normalise, scale, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { PointerInput, ToolView } from '../tools/view.ts';

const PIXELS_PER_METRE = 20;

/** From above, x up and y to the left on screen; the origin of the label frame at (400, 300). */
export const topView: ToolView = {
  id: 'top',
  kind: 'top',
  project: ([x, y]) => [400 - y * PIXELS_PER_METRE, 300 - x * PIXELS_PER_METRE],
  rayAt: ([u, v]) => ({
    origin: [(300 - v) / PIXELS_PER_METRE, (400 - u) / PIXELS_PER_METRE, 100],
    direction: [0, 0, -1],
  }),
  rightYawRad: () => -Math.PI / 2,
};

/** Level along a heading, at what is up to 10 m before and behind the origin of the label frame; that at (400, 300). */
export function levelView(towardsYawRad: number, kind: 'side' | 'rear' = 'side'): ToolView {
  const forward: Vec3 = [Math.cos(towardsYawRad), Math.sin(towardsYawRad), 0];
  const right: Vec3 = [forward[1], -forward[0], 0];
  return {
    id: kind,
    kind,
    reach: 20,
    project: (point) => [400 + dot(point, right) * PIXELS_PER_METRE, 300 - point[2] * PIXELS_PER_METRE],
    rayAt: ([u, v]) => ({
      origin: add(scale(right, (u - 400) / PIXELS_PER_METRE), [
        -10 * forward[0],
        -10 * forward[1],
        (300 - v) / PIXELS_PER_METRE,
      ]),
      direction: forward,
    }),
    rightYawRad: () => towardsYawRad - Math.PI / 2,
  };
}

/** A pinhole of 800 × 600 pixels and about 67° that looks from one point at another, upright. */
export function lookingView(from: Vec3, at: Vec3, kind: 'perspective' | 'image' = 'perspective'): ToolView {
  const forward = normalise(subtract(at, from));
  const right = normalise(cross(forward, [0, 0, 1]));
  const down = cross(forward, right);
  const labelFromCamera: Matrix3 = [
    right[0],
    down[0],
    forward[0],
    right[1],
    down[1],
    forward[1],
    right[2],
    down[2],
    forward[2],
  ];
  const camera = {
    model: createCameraModel({ model: 'pinhole', fx: 600, fy: 600, cx: 400, cy: 300 }),
    cameraFromLabel: invertTransform({ rotation: labelFromCamera, translation: from }),
  };
  return {
    id: kind,
    kind,
    project: (point) => projectPoint(point, camera),
    rayAt: (position) => rayFromPixel(position, camera),
    rightYawRad: () => Math.atan2(right[1], right[0]),
  };
}

/** A pointer event; left button, no modifiers, unless said otherwise. */
export function pointer(view: ToolView, position: Pixel, options: Partial<PointerInput> = {}): PointerInput {
  const modifiers = { shift: false, primary: false, alt: false };
  return { view, position, button: 'left', clicks: 1, modifiers, ...options };
}

/** Where a label-frame point appears. Throws where it does not. */
export function pixelOf(view: ToolView, point: Vec3): Pixel {
  const pixel = view.project(point);
  if (pixel === undefined) throw new Error(`${point.join()} cannot be seen`);
  return pixel;
}
