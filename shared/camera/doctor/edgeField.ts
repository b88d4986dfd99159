import type { GreyImage } from './scene.ts';

/** How near each pixel is to an edge of the image: 1 on a clear one, less the farther away. */
export interface EdgeField {
  readonly width: number;
  readonly height: number;
  /** Pixels of the file along a side of one of the field. */
  readonly block: number;
  readonly values: Float32Array;
}

/** What remains of an edge one pixel on. */
const DECAY = 0.78;
/** Pixels round about whose contrast is taken for usual. */
const SURROUNDINGS = 24;
/** An edge is clear at so many times the usual contrast, and so many shades more. */
const CLEAR = 2.5;
const LEAST_CONTRAST = 6;

/**
 * Edges that one crosses along rows (`x`) or columns (`y`): the gradient, divided by what is usual round about so that
 * foliage counts no more than a kerb, then spread along the same direction by a decay with distance, after Levinson and
 * Thrun 2013.
 */
export function edgeField({ grey, width, height, block }: GreyImage, across: 'x' | 'y'): EdgeField {
  const [along, aside] = across === 'x' ? [1, width] : [width, 1];
  const gradient = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const step = (j: number): number => grey[j + along]! - grey[j - along]!;
      gradient[i] = Math.abs(step(i - aside) + 2 * step(i) + step(i + aside)) / 4;
    }
  }
  const usual = boxMean(gradient, width, height, SURROUNDINGS);
  const values = gradient.map((value, i) => Math.min(value / (CLEAR * usual[i]! + LEAST_CONTRAST), 1));
  for (let line = 0; line < (across === 'x' ? height : width); line += 1) {
    const length = across === 'x' ? width : height;
    const first = line * aside;
    spread(values, first, along, length);
    spread(values, first + (length - 1) * along, -along, length);
  }
  return { width, height, block, values };
}

/** Each value of a line becomes at least the one before it, less by the decay. */
function spread(values: Float32Array, first: number, step: number, length: number): void {
  for (let k = 1, i = first + step; k < length; k += 1, i += step) {
    values[i] = Math.max(values[i]!, values[i - step]! * DECAY);
  }
}

/** The mean over a square round each pixel, by an integral image. */
function boxMean(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += values[y * width + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row;
    }
  }
  return values.map((_, i) => {
    const x = i % width;
    const y = (i - x) / width;
    const [left, right] = [Math.max(x - radius, 0), Math.min(x + radius + 1, width)];
    const [top, bottom] = [Math.max(y - radius, 0), Math.min(y + radius + 1, height)];
    const [upper, lower] = [top * stride, bottom * stride];
    const sum = sums[lower + right]! - sums[upper + right]! - sums[lower + left]! + sums[upper + left]!;
    return sum / ((right - left) * (bottom - top));
  });
}
