import { describe, expect, test } from 'vitest';
import type { Intrinsics } from '../dataset/dataset.ts';
import { createCameraModel } from './createCameraModel.ts';
import { createLookupGrid } from './lookupGrid.ts';
import { undistortImage, type Raster } from './undistortImage.ts';
import { originalPixel, undistortedView } from './undistortedView.ts';

const OPAQUE = 0xff000000;

/** Red grows to the right, green downwards, by one each pixel; blue is half. */
function ramp(width: number, height: number): Raster {
  const data = Int32Array.from(
    { length: width * height },
    (_, i) => OPAQUE | 0x800000 | (Math.floor(i / width) << 8) | (i % width),
  );
  return { data, width, height };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function undistortionOf(intrinsics: Intrinsics, width: number, height: number) {
  const model = createCameraModel(intrinsics);
  const view = undistortedView(model, width, height);
  return { model, view, grid: createLookupGrid(view, model) };
}

describe('undistortImage', () => {
  const barrel = undistortionOf(
    { model: 'brown-conrady', fx: 130, fy: 130, cx: 120, cy: 80, coefficients: [-0.25, 0.05, 0, 0] },
    240,
    160,
  );

  test('reads every pixel where the lens drew it; what the image does not hold is transparent', () => {
    const { data, width, height } = undistortImage(ramp(240, 160), barrel);
    expect([width, height]).toEqual([barrel.view.width, barrel.view.height]);
    let held = 0;
    let empty = 0;
    let worst = 0;
    const wrong: number[] = [];
    data.forEach((pixel, i) => {
      const [u, v] = originalPixel(barrel.view, barrel.model, [i % width, Math.floor(i / width)])!;
      const outside = Math.max(-0.5 - u, u - 239.5, -0.5 - v, v - 159.5);
      // On the border itself rounding decides.
      if (Math.abs(outside) < 0.1) return;
      if (outside > 0 ? pixel !== 0 : pixel >>> 16 !== 0xff80) wrong.push(i);
      if (outside > 0) {
        empty++;
        return;
      }
      held++;
      const [red, green] = [pixel & 255, (pixel >>> 8) & 255];
      worst = Math.max(worst, Math.abs(red - clamp(u, 239)), Math.abs(green - clamp(v, 159)));
    });
    expect(wrong).toEqual([]);
    // Two interpolations, each cut off to a whole shade.
    expect(worst).toBeLessThan(2.1);
    expect(held).toBeGreaterThan(20_000);
    expect(empty).toBeGreaterThan(500);
  });

  test('a white image is white, up to its border', () => {
    const white: Raster = { data: new Int32Array(240 * 160).fill(-1), width: 240, height: 160 };
    expect(new Set(undistortImage(white, barrel).data)).toEqual(new Set([0, -1]));
  });

  test('a pinhole leaves an image as it is', () => {
    const pinhole = undistortionOf({ model: 'pinhole', fx: 100, fy: 100, cx: 59.5, cy: 39.5 }, 120, 80);
    expect(undistortImage(ramp(120, 80), pinhole)).toEqual(ramp(120, 80));
  });

  test('a lens that ends within the view draws nothing beyond, and everything up to there', () => {
    const folding = undistortionOf(
      { model: 'brown-conrady', fx: 100, fy: 100, cx: 119.5, cy: 79.5, coefficients: [-0.5, 0, 0, 0] },
      240,
      160,
    );
    const { data, width } = undistortImage(ramp(240, 160), folding);
    const wrong: number[] = [];
    data.forEach((pixel, i) => {
      const at = originalPixel(folding.view, folding.model, [i % width, Math.floor(i / width)]);
      const isSeen = at !== undefined && Math.abs(at[0] - 119.5) < 119.9 && Math.abs(at[1] - 79.5) < 79.9;
      if (isSeen ? pixel === 0 : at === undefined && pixel !== 0) wrong.push(i);
    });
    expect(wrong).toEqual([]);
    expect(data.some((pixel) => pixel === 0)).toBe(true);
  });

  test('an image of one pixel', () => {
    const lens = undistortionOf(
      { model: 'brown-conrady', fx: 1, fy: 1, cx: 0, cy: 0, coefficients: [0.1, 0, 0, 0] },
      1,
      1,
    );
    expect(undistortImage({ data: Int32Array.of(-1), width: 1, height: 1 }, lens).data).toEqual(
      Int32Array.of(-1),
    );
  });
});
