import type { Page } from '@playwright/test';
import type { Rectangle } from './reference.ts';

type Pixel = readonly [number, number];

/** A place on the image, and the direction across which a line through it is looked for; image pixels. */
export interface Crossing {
  readonly at: Pixel;
  readonly across: Pixel;
}

/** Evenly along a curve, its ends apart, across the way from each place to the next. */
export function crossingsOf(curve: (t: number) => Pixel, count = 24): Crossing[] {
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) / (count + 1);
    const [at, next] = [curve(t), curve(t + 0.01)];
    const length = Math.hypot(next[0] - at[0], next[1] - at[1]);
    return { at, across: [(at[1] - next[1]) / length, (next[0] - at[0]) / length] };
  });
}

/**
 * How far from each place the line lies that is drawn in a colour, in pixels of the canvas and with its sign; NaN where
 * there is none within `reach`. The panel shows the whole image, centred.
 */
export function lineOffsets(
  page: Page,
  panel: string,
  places: readonly Crossing[],
  image: { readonly width: number; readonly height: number },
  color: readonly number[],
  reach = 6,
): Promise<number[]> {
  return page.getByTestId(panel).evaluate(
    (section, { crossings, size, rgb, most }) => {
      const canvas = section.querySelector('canvas')!;
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      const scale = Math.min(width / size.width, height / size.height);
      const originX = (width - (size.width - 1) * scale) / 2;
      const originY = (height - (size.height - 1) * scale) / 2;
      // 1 for the colour itself, 0 for what is unlike it.
      const inkAt = (x: number, y: number): number => {
        const first = 4 * (Math.floor(y) * width + Math.floor(x));
        const unlike = Math.max(...[0, 1, 2].map((i) => Math.abs((data[first + i] ?? 999) - rgb[i]!)));
        return Math.max(0, 1 - unlike / 60);
      };
      return crossings.map(({ at, across }) => {
        const [x, y] = [originX + at[0] * scale, originY + at[1] * scale];
        let nearest = Number.NaN;
        // Runs of ink along the way across; of each its middle.
        for (let from = -most; from <= most; from += 0.25) {
          let [weight, sum] = [0, 0];
          while (from <= most) {
            const ink = inkAt(x + across[0] * from, y + across[1] * from);
            if (ink === 0) break;
            weight += ink;
            sum += ink * from;
            from += 0.25;
          }
          const isLine = weight >= 1;
          if (isLine && !(Math.abs(sum / weight) >= Math.abs(nearest))) nearest = sum / weight;
        }
        return nearest;
      });
    },
    { crossings: places, size: image, rgb: color, most: reach },
  );
}

/**
 * How far the bounds of what is drawn in a colour lie beyond those of a rectangle of the image, side by side; pixels of
 * the canvas. The panel shows the whole image, centred.
 *
 * @param room how far beyond it is looked for, pixels of the canvas
 */
export function inkBeyond(
  page: Page,
  panel: string,
  { left, top, right, bottom }: Rectangle,
  image: { readonly width: number; readonly height: number },
  color: readonly number[],
  room = 3,
): Promise<Rectangle> {
  return page.getByTestId(panel).evaluate(
    (section, { area, size, rgb, around }) => {
      const canvas = section.querySelector('canvas')!;
      const scale = Math.min(canvas.width / size.width, canvas.height / size.height);
      const fromX = (canvas.width - (size.width - 1) * scale) / 2 + area.left * scale;
      const fromY = (canvas.height - (size.height - 1) * scale) / 2 + area.top * scale;
      const [x, y] = [Math.floor(fromX - around), Math.floor(fromY - around)];
      const [areaWidth, areaHeight] = [(area.right - area.left) * scale, (area.bottom - area.top) * scale];
      const [width, height] = [Math.ceil(areaWidth + 2 * around), Math.ceil(areaHeight + 2 * around)];
      const { data } = canvas.getContext('2d')!.getImageData(x, y, width, height);
      const isInk = (i: number): boolean => rgb.every((value, c) => Math.abs(data[4 * i + c]! - value) < 40);
      const ink = Array.from({ length: width * height }, (_, i) => i).filter(isInk);
      const columns = ink.map((i) => x + (i % width) + 0.5 - fromX);
      const rows = ink.map((i) => y + Math.floor(i / width) + 0.5 - fromY);
      return {
        left: -Math.min(...columns),
        top: -Math.min(...rows),
        right: Math.max(...columns) - areaWidth,
        bottom: Math.max(...rows) - areaHeight,
      };
    },
    { area: { left, top, right, bottom }, size: image, rgb: color, around: room },
  );
}

/** Of numbers in which those that are none come last. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.map((value) => (Number.isNaN(value) ? Infinity : Math.abs(value)));
  return sorted.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}

/** The colour of an object's class, as its row in the list shows it. */
export async function classColorOf(page: Page, row: string): Promise<number[]> {
  const text = await page
    .getByTestId(row)
    .locator('.swatch')
    .evaluate((swatch) => getComputedStyle(swatch).backgroundColor);
  return text.match(/\d+/g)!.map(Number).slice(0, 3);
}
