import type { GreyImage } from './scene.ts';

/** The longer side of what is looked at, pixels: enough to tell an edge from its neighbour. */
const LONGEST_SIDE = 640;
/** What is smaller is a placeholder. */
const SHORTEST_SIDE = 32;

export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, row by row. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** The mean brightness of square blocks; undefined of what is too small to show anything. */
export function greyImage({ width: fullWidth, height: fullHeight, data }: RgbaImage): GreyImage | undefined {
  if (Math.min(fullWidth, fullHeight) < SHORTEST_SIDE) return undefined;
  const block = Math.max(1, Math.round(Math.max(fullWidth, fullHeight) / LONGEST_SIDE));
  const width = Math.floor(fullWidth / block);
  const height = Math.floor(fullHeight / block);
  const sums = new Float32Array(width * height);
  for (let y = 0; y < height * block; y += 1) {
    const row = Math.floor(y / block) * width;
    for (let x = 0; x < width * block; x += 1) {
      const i = 4 * (y * fullWidth + x);
      sums[row + Math.floor(x / block)]! += data[i]! * 0.299 + data[i + 1]! * 0.587 + data[i + 2]! * 0.114;
    }
  }
  const grey = Uint8Array.from(sums, (sum) => sum / (block * block));
  return { fullWidth, fullHeight, width, height, block, grey };
}
