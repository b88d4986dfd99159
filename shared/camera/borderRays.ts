import { lerp2 } from '../geometry/point2.ts';
import { rectangleCorners, type Rectangle } from '../geometry/rectangle.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';

/** The border of the image is followed in so many steps on each side. */
const STEPS_PER_SIDE = 32;
/** Of the way from the middle to the border: less than a hundredth of a pixel. */
const HALVINGS = 20;

/**
 * What the image sees at its border, all round: unit vectors of the camera frame. Where there is nothing, or nothing that
 * is accepted, the last that is on the way there from where the image shows the axis. None where not even that is.
 */
export function borderRays(
  model: CameraModel,
  image: Rectangle,
  accepts: (ray: Vec3) => boolean,
): readonly Vec3[] {
  const middle = middleOf(model, image);
  const rayAt = (pixel: Pixel): Vec3 | undefined => {
    const ray = model.unproject(pixel);
    return ray !== undefined && accepts(ray) ? ray : undefined;
  };
  const corners = rectangleCorners(image);
  const rays: Vec3[] = [];
  corners.forEach((from, i) => {
    const to = corners[(i + 1) % corners.length]!;
    for (let step = 0; step < STEPS_PER_SIDE; step++) {
      const border = lerp2(from, to, step / STEPS_PER_SIDE);
      const ray = rayAt(border) ?? lastOnTheWay(rayAt, middle, border);
      if (ray !== undefined) rays.push(ray);
    }
  });
  return rays;
}

/** Where the axis is drawn, or the nearest pixel to it. */
function middleOf(model: CameraModel, { left, top, right, bottom }: Rectangle): Pixel {
  const [u, v] = model.project([0, 0, 1]) ?? [(left + right) / 2, (top + bottom) / 2];
  return [Math.min(right, Math.max(left, u)), Math.min(bottom, Math.max(top, v))];
}

function lastOnTheWay(
  rayAt: (pixel: Pixel) => Vec3 | undefined,
  middle: Pixel,
  border: Pixel,
): Vec3 | undefined {
  let low = 0;
  let high = 1;
  let found = rayAt(middle);
  for (let i = 0; i < HALVINGS && found !== undefined; i++) {
    const at = (low + high) / 2;
    const ray = rayAt(lerp2(middle, border, at));
    if (ray === undefined) high = at;
    else [low, found] = [at, ray];
  }
  return found;
}
