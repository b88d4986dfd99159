import type { Pixel } from '#shared/camera/cameraModel.ts';

/** Less than this far, in CSS pixels, and this long, in milliseconds, a press is a click and not a drag. */
export const CLICK_PIXELS = 4;
export const CLICK_MILLISECONDS = 300;

export function pixelDistance(a: Pixel, b: Pixel): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
