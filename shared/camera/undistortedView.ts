import type { Intrinsics } from '../dataset/dataset.ts';
import { boundsOfPoints, type Rectangle } from '../geometry/rectangle.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { borderRays } from './borderRays.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';
import { imageRectangle } from './cameraView.ts';

/**
 * Tangents of angles off the axis. A view holds all that the image shows within 57.5°, 115° across; where the picture's
 * shape leaves room, more is shown, up to 65°, which is as far off as its corners. A pinhole draws what lies at an angle θ
 * 1/cos² θ times as long as in its middle, 3.5 times at 57.5° and 5.6 times at 65°: to hold more of a fisheye would leave
 * its middle too small to work on.
 */
const HELD = Math.tan((57.5 * Math.PI) / 180);
const SHOWN = Math.tan((65 * Math.PI) / 180);

/** The pinhole that an image is shown through once its lens is undone; size in pixels. */
export interface UndistortedView {
  readonly intrinsics: Extract<Intrinsics, { model: 'pinhole' }>;
  readonly width: number;
  readonly height: number;
}

/**
 * A pinhole with the centre and the axis of the lens, for an image of `width` × `height` pixels. It holds all that the
 * image shows within 57.5° of the axis, at the largest focal length with which that fits into as many pixels as the image
 * has. What these pixels have room for beside it is shown up to 65°; beyond, the view is cut. Pixels are square.
 */
export function undistortedView(model: CameraModel, width: number, height: number): UndistortedView {
  const image = imageRectangle(width, height);
  const held = fieldOf(model, image, HELD);
  const shown = fieldOf(model, image, SHOWN);
  const focal = Math.min(width / (held.right - held.left), height / (held.bottom - held.top));
  const [left, right] = widen([held.left, held.right], [shown.left, shown.right], width / focal);
  const [top, bottom] = widen([held.top, held.bottom], [shown.top, shown.bottom], height / focal);
  return {
    intrinsics: {
      model: 'pinhole',
      fx: focal,
      fy: focal,
      cx: -0.5 - left * focal,
      cy: -0.5 - top * focal,
    },
    width: sizeOf(right - left, focal, width),
    height: sizeOf(bottom - top, focal, height),
  };
}

type Range = readonly [from: number, to: number];

/** As much of `most` as there is room for on both sides of `least`. */
function widen(least: Range, most: Range, room: number): Range {
  const side = (room - (least[1] - least[0])) / 2;
  return [Math.max(least[0] - side, most[0]), Math.min(least[1] + side, most[1])];
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

/** Bounds, x/z and y/z, of what the image shows within an angle off the axis that is given by its tangent. */
function fieldOf(model: CameraModel, image: Rectangle, widest: number): Rectangle {
  const isWithin = ([x, y, z]: Vec3): boolean => z > 0 && x * x + y * y <= (widest * z) ** 2;
  const bounds = boundsOfPoints(borderRays(model, image, isWithin).map(([x, y, z]) => [x / z, y / z]));
  if (bounds !== undefined && bounds.left < bounds.right && bounds.top < bounds.bottom) return bounds;
  // A lens whose image does not show its axis, as no real one: what could be seen at most.
  return { left: -widest, top: -widest, right: widest, bottom: widest };
}
