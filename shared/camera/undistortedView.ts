import type { Intrinsics } from '../dataset/dataset.ts';
import { boundsOfPoints, type Rectangle } from '../geometry/rectangle.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { borderRays } from './borderRays.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';
import { imageRectangle } from './cameraView.ts';

/**
 * Tangent of 57.5°, the widest angle off the axis that an undistorted view is chosen to hold: 115° across. A pinhole draws
 * what lies at an angle θ 1/cos² θ times as long as in its middle, 3.5 times there and 8.5 times at 70°: more of a fisheye
 * would leave its middle too small to work on.
 */
const WIDEST_TANGENT = Math.tan((57.5 * Math.PI) / 180);

/** The pinhole that an image is shown through once its lens is undone; size in pixels. */
export interface UndistortedView {
  readonly intrinsics: Extract<Intrinsics, { model: 'pinhole' }>;
  readonly width: number;
  readonly height: number;
}

/**
 * A pinhole with the centre and the axis of the lens, for an image of `width` × `height` pixels. It holds all that the
 * image shows within 57.5° of the axis, at the largest focal length with which that fits into as many pixels as the image
 * has, and is cut to it. Pixels are square.
 */
export function undistortedView(model: CameraModel, width: number, height: number): UndistortedView {
  const field = fieldOf(model, imageRectangle(width, height));
  const focal = Math.min(width / (field.right - field.left), height / (field.bottom - field.top));
  return {
    intrinsics: {
      model: 'pinhole',
      fx: focal,
      fy: focal,
      cx: -0.5 - field.left * focal,
      cy: -0.5 - field.top * focal,
    },
    width: sizeOf(field.right - field.left, focal, width),
    height: sizeOf(field.bottom - field.top, focal, height),
  };
}

/** Where the lens draws what the view has at a pixel; undefined where it sees nothing. */
export function originalPixel(
  { intrinsics: { fx, fy, cx, cy } }: UndistortedView,
  model: CameraModel,
  [u, v]: Pixel,
): Pixel | undefined {
  return model.project([(u - cx) / fx, (v - cy) / fy, 1]);
}

/** Rounding may make a pixel more of what exactly fits. */
function sizeOf(tangents: number, focal: number, most: number): number {
  return Math.min(most, Math.max(1, Math.ceil(tangents * focal - 1e-6)));
}

/** Bounds of what the image shows within the widest angle: x/z and y/z. */
function fieldOf(model: CameraModel, image: Rectangle): Rectangle {
  const isWithin = ([x, y, z]: Vec3): boolean => z > 0 && x * x + y * y <= (WIDEST_TANGENT * z) ** 2;
  const bounds = boundsOfPoints(borderRays(model, image, isWithin).map(([x, y, z]) => [x / z, y / z]));
  if (bounds !== undefined && bounds.left < bounds.right && bounds.top < bounds.bottom) return bounds;
  // A lens whose image does not show its axis, as no real one: what could be seen at most.
  return {
    left: -WIDEST_TANGENT,
    top: -WIDEST_TANGENT,
    right: WIDEST_TANGENT,
    bottom: WIDEST_TANGENT,
  };
}
