import type { Intrinsics } from '../../dataset/dataset.ts';
import { createCameraModel } from '../createCameraModel.ts';
import type { GreyImage } from './scene.ts';

const COLUMNS = 48;
const ROWS = 30;
/** Shades: beyond the circle of a fisheye there is nothing to see. */
const DARK = 24;

/** The share of the image that shows something and that no ray of the lens reaches: the polynomial folds before. */
export function foldedShare(intrinsics: Intrinsics, image: GreyImage): number {
  const model = createCameraModel(intrinsics);
  const { fullWidth, fullHeight, width, height, grey } = image;
  let folded = 0;
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const [x, y] = [(column + 0.5) / COLUMNS, (row + 0.5) / ROWS];
      const shade = grey[Math.floor(y * height) * width + Math.floor(x * width)]!;
      if (shade < DARK) continue;
      if (model.unproject([x * fullWidth - 0.5, y * fullHeight - 0.5]) === undefined) folded += 1;
    }
  }
  return folded / (COLUMNS * ROWS);
}
