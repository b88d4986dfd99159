import type { CameraModel } from './cameraModel.ts';
import { GRID_STEP, type LookupGrid } from './lookupGrid.ts';
import { originalPixel, type UndistortedView } from './undistortedView.ts';

/** An image, row by row; the four bytes of a pixel in one number, so that two channels are interpolated at a time. */
export interface Raster {
  readonly data: Int32Array;
  readonly width: number;
  readonly height: number;
}

/** What is needed to undistort the images of one lens. */
export interface Undistortion {
  readonly model: CameraModel;
  readonly view: UndistortedView;
  readonly grid: LookupGrid;
}

/**
 * The image as the view's pinhole would have taken it: each pixel is read where the lens drew it, between its four
 * neighbours. What the lens or the image does not hold is 0, which is transparent.
 */
export function undistortImage(source: Raster, { model, view, grid }: Undistortion): Raster {
  const target = { data: new Int32Array(view.width * view.height), width: view.width, height: view.height };
  for (let y = 0; y < view.height; y++) {
    const row = Math.floor(y / GRID_STEP);
    const down = y / GRID_STEP - row;
    const below = Math.min(row + 1, grid.rows - 1);
    for (let column = 0; column * GRID_STEP < view.width; column++) {
      const right = Math.min(column + 1, grid.columns - 1);
      const [a, b] = [row * grid.columns + column, row * grid.columns + right];
      const [c, d] = [below * grid.columns + column, below * grid.columns + right];
      const startU = grid.u[a]! + (grid.u[c]! - grid.u[a]!) * down;
      const startV = grid.v[a]! + (grid.v[c]! - grid.v[a]!) * down;
      const stepU = (grid.u[b]! + (grid.u[d]! - grid.u[b]!) * down - startU) / GRID_STEP;
      const stepV = (grid.v[b]! + (grid.v[d]! - grid.v[b]!) * down - startV) / GRID_STEP;
      const first = column * GRID_STEP;
      const end = Math.min(first + GRID_STEP, view.width);
      if (!Number.isNaN(stepU)) {
        for (let x = first; x < end; x++)
          target.data[y * view.width + x] = pixelAt(
            source,
            startU + stepU * (x - first),
            startV + stepV * (x - first),
          );
      } else if ([a, b, c, d].some((node) => !Number.isNaN(grid.u[node]!))) {
        // The end of the lens's domain crosses the cell.
        for (let x = first; x < end; x++) {
          const pixel = originalPixel(view, model, [x, y]);
          if (pixel !== undefined) target.data[y * view.width + x] = pixelAt(source, pixel[0], pixel[1]);
        }
      }
    }
  }
  return target;
}

/** The image at (u, v), by 256ths of a pixel; 0 beyond its border, which is half a pixel from its outer pixels' centres. */
function pixelAt({ data, width, height }: Raster, u: number, v: number): number {
  if (!(u >= -0.5 && v >= -0.5 && u <= width - 0.5 && v <= height - 0.5)) return 0;
  const inU = Math.min(Math.max(u, 0), width - 1);
  const inV = Math.min(Math.max(v, 0), height - 1);
  const left = Math.floor(inU);
  const top = Math.floor(inV);
  const across = Math.round((inU - left) * 256);
  const down = Math.round((inV - top) * 256);
  const at = top * width + left;
  const right = left + 1 < width ? 1 : 0;
  const below = top + 1 < height ? width : 0;
  const upper = mix(data[at]!, data[at + right]!, across);
  return mix(upper, mix(data[at + below]!, data[at + below + right]!, across), down);
}

/** Every second byte, so that there is room for a product with 256 between them. */
const EVEN_BYTES = 0x00ff00ff;

/** Each of four bytes on the way from `a` to `b`, `weight` in 256ths. */
function mix(a: number, b: number, weight: number): number {
  const rest = 256 - weight;
  const even = (Math.imul(a & EVEN_BYTES, rest) + Math.imul(b & EVEN_BYTES, weight)) >>> 8;
  const odd = Math.imul((a >>> 8) & EVEN_BYTES, rest) + Math.imul((b >>> 8) & EVEN_BYTES, weight);
  return (even & EVEN_BYTES) | (odd & ~EVEN_BYTES);
}
