import type { Intrinsics } from '../dataset/dataset.ts';
import { boundsOfPoints, rectangleCorners, type Rectangle } from '../geometry/rectangle.ts';
import { lerp2, type Point2 } from '../geometry/point2.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';
import { imageRectangle } from './cameraView.ts';

/**
 * Tangent of 57.5°, the widest angle off the axis that an undistorted view is chosen to hold: 115° across. A pinhole draws
 * what lies at an angle θ 1/cos² θ times as long as in its middle, 3.5 times there and 8.5 times at 70°: more of a fisheye
 * would leave its middle too small to work on.
 */
const WIDEST_TANGENT = Math.tan((57.5 * Math.PI) / 180);
/** The border of the image is followed in so many steps on each side. */
const STEPS_PER_SIDE = 32;
/** Of the way from the middle to the border: less than a hundredth of a pixel. */
const HALVINGS = 20;

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
  const middle = middleOf(model, image);
  const corners = rectangleCorners(image);
  const reached: Point2[] = [];
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % corners.length]!;
    for (let step = 0; step < STEPS_PER_SIDE; step++) {
      const tangents = outermost(model, middle, lerp2(from, to, step / STEPS_PER_SIDE));
      if (tangents !== undefined) reached.push(tangents);
    }
  });
  const bounds = boundsOfPoints(reached);
  // A lens whose image does not show its axis, as no real one: what could be seen at most.
  if (bounds === undefined || bounds.left >= bounds.right || bounds.top >= bounds.bottom)
    return {
      left: -WIDEST_TANGENT,
      top: -WIDEST_TANGENT,
      right: WIDEST_TANGENT,
      bottom: WIDEST_TANGENT,
    };
  return bounds;
}

/** Where the axis is drawn, or the nearest pixel to it. */
function middleOf(model: CameraModel, { left, top, right, bottom }: Rectangle): Pixel {
  const [u, v] = model.project([0, 0, 1]) ?? [(left + right) / 2, (top + bottom) / 2];
  return [Math.min(right, Math.max(left, u)), Math.min(bottom, Math.max(top, v))];
}

/** The last direction within the widest angle, as x/z and y/z, on the way from the middle of the image to its border. */
function outermost(model: CameraModel, middle: Pixel, border: Pixel): Point2 | undefined {
  const whole = tangentsAt(model, border);
  if (whole !== undefined) return whole;
  let low = 0;
  let high = 1;
  let found = tangentsAt(model, middle);
  for (let i = 0; i < HALVINGS && found !== undefined; i++) {
    const at = (low + high) / 2;
    const tangents = tangentsAt(model, lerp2(middle, border, at));
    if (tangents === undefined) high = at;
    else [low, found] = [at, tangents];
  }
  return found;
}

function tangentsAt(model: CameraModel, pixel: Pixel): Point2 | undefined {
  const ray = model.unproject(pixel);
  if (ray === undefined || ray[2] <= 0) return undefined;
  const tangents: Point2 = [ray[0] / ray[2], ray[1] / ray[2]];
  const isWithin = tangents[0] ** 2 + tangents[1] ** 2 <= WIDEST_TANGENT ** 2;
  return isWithin ? tangents : undefined;
}
