import jpeg from 'jpeg-js';
import type { RgbaImage } from '#shared/camera/doctor/greyImage.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';

const QUALITY = 80;

/** A part of an image in a file of its own, and which part it is: whole pixels, in the image's own coordinates. */
export interface ImageCut {
  readonly href: string;
  readonly area: Rectangle;
}

/**
 * Cuts a part out of an image, within its borders, as a JPEG in a `data:` address; made smaller, each pixel the mean of
 * those that it stands for, until neither side is longer than `most` pixels.
 *
 * @returns undefined where nothing of the part lies in the image
 */
export function cutImage(image: RgbaImage, wanted: Rectangle, most: number): ImageCut | undefined {
  const left = Math.max(0, Math.round(wanted.left));
  const top = Math.max(0, Math.round(wanted.top));
  const right = Math.min(image.width, Math.round(wanted.right) + 1);
  const bottom = Math.min(image.height, Math.round(wanted.bottom) + 1);
  if (!(right - left >= 2 && bottom - top >= 2)) return undefined;
  const scale = Math.max(1, Math.max(right - left, bottom - top) / most);
  const width = Math.max(1, Math.round((right - left) / scale));
  const height = Math.max(1, Math.round((bottom - top) / scale));
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const [y0, y1] = span(top, bottom, y, height);
    for (let x = 0; x < width; x++) {
      const [x0, x1] = span(left, right, x, width);
      meanInto(data, (y * width + x) * 4, image, x0, x1, y0, y1);
    }
  }
  const encoded = jpeg.encode({ width, height, data }, QUALITY).data;
  return {
    href: `data:image/jpeg;base64,${encoded.toString('base64')}`,
    // Pixel (0, 0) is the centre of the top-left one.
    area: { left: left - 0.5, top: top - 0.5, right: right - 0.5, bottom: bottom - 0.5 },
  };
}

/** The pixels that the i-th of `count` stands for, at least one. */
function span(from: number, to: number, i: number, count: number): readonly [number, number] {
  const start = from + Math.floor(((to - from) * i) / count);
  return [start, Math.max(start + 1, from + Math.floor(((to - from) * (i + 1)) / count))];
}

function meanInto(
  target: Uint8Array,
  at: number,
  { data, width }: RgbaImage,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
): void {
  let [red, green, blue] = [0, 0, 0];
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const from = (y * width + x) * 4;
      red += data[from]!;
      green += data[from + 1]!;
      blue += data[from + 2]!;
    }
  }
  const count = (x1 - x0) * (y1 - y0);
  target[at] = red / count;
  target[at + 1] = green / count;
  target[at + 2] = blue / count;
  target[at + 3] = 255;
}
