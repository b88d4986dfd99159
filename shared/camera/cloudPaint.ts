import type { PointCloud } from '../pointcloud/cloud.ts';
import { forEachPacked } from '../pointcloud/packOrder.ts';
import type { SeenPoints } from './projectCloud.ts';

/** A decoded image: four bytes a pixel, red, green, blue, alpha, row by row. */
export interface ImagePixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/**
 * Colours for the points of a cloud from the images of several cameras. A point takes the pixel of the camera that sees
 * it closest to the middle of its image, where lenses are sharpest and best calibrated; one that no camera sees has none.
 */
export class CloudPaint {
  readonly #colors: Uint32Array;
  /** Squared distance from the middle of the image that the colour is from, in halves of the image. */
  readonly #offCentre: Float32Array;

  constructor(count: number) {
    this.#colors = new Uint32Array(count);
    this.#offCentre = new Float32Array(count).fill(Infinity);
  }

  /** Paints what a camera sees with its image, which may be another size than the camera was calibrated for: no pixel is read outside it. */
  add({ count, indices, pixels }: SeenPoints, { width, height, data }: ImagePixels): void {
    const shades = new Uint32Array(data.buffer, data.byteOffset, width * height);
    for (let i = 0; i < count; i++) {
      const [u, v] = [pixels[2 * i]!, pixels[2 * i + 1]!];
      const [column, row] = [Math.round(u), Math.round(v)];
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const offCentre = (2 * (u + 0.5)) / width - 1;
      const offMiddle = (2 * (v + 0.5)) / height - 1;
      const away = offCentre * offCentre + offMiddle * offMiddle;
      const index = indices[i]!;
      if (away >= this.#offCentre[index]!) continue;
      this.#offCentre[index] = away;
      this.#colors[index] = shades[row * width + column]!;
    }
  }

  /** Four bytes per point in the order of the cloud's pack: red, green, blue, and 255 where there is a colour, else 0. */
  inPackOrder(cloud: PointCloud): Uint8Array<ArrayBuffer> {
    const packed = new Uint32Array(this.#colors.length);
    forEachPacked(cloud, (index, place) => {
      packed[place] = this.#colors[index]!;
    });
    return new Uint8Array(packed.buffer);
  }
}
