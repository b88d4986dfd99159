import type { Rectangle } from './rectangle.ts';

/**
 * Many tools count pixels from the image's upper left corner. Our (0, 0) is the centre of the pixel there, half a pixel
 * further.
 */
const HALF = 0.5;

/** A rectangle of ours as those tools have it, to a millionth of a pixel. */
export function toImageCorner({ left, top, right, bottom }: Rectangle): Rectangle {
  return {
    left: pixels(left + HALF),
    top: pixels(top + HALF),
    right: pixels(right + HALF),
    bottom: pixels(bottom + HALF),
  };
}

/** The reverse. */
export function fromImageCorner({ left, top, right, bottom }: Rectangle): Rectangle {
  return { left: left - HALF, top: top - HALF, right: right - HALF, bottom: bottom - HALF };
}

function pixels(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
