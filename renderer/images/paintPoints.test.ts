import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { paintPoints, pointSide } from './paintPoints.ts';
import { someCameraPoints } from './testing/someCameraPoints.ts';

const CANVAS = { width: 24, height: 16 };
/** Opaque, each another red. */
const ramp = Uint32Array.from({ length: 256 }, (_, i) => 0xff000000 + i);

function paint(
  points: Parameters<typeof someCameraPoints>[0],
  side: number,
  viewport = { scale: 1, offsetX: 0, offsetY: 0 },
  own?: Uint32Array,
): Uint32Array {
  const pixels = new Uint32Array(CANVAS.width * CANVAS.height).fill(0x12345678);
  paintPoints(pixels, CANVAS, someCameraPoints(points), { tone: 'intensity', own, ramp, side }, viewport);
  return pixels;
}

function colored(pixels: Uint32Array): string[] {
  return [...pixels.entries()].flatMap(([i, color]) =>
    color === 0 ? [] : [`${i % CANVAS.width},${Math.floor(i / CANVAS.width)}`],
  );
}

describe('a point', () => {
  test('is a square round its pixel in the colour of its tone, and nothing else is left', () => {
    const pixels = paint([{ at: [5, 4], intensity: 77 }], 3);
    expect(colored(pixels)).toHaveLength(9);
    expect(colored(pixels)).toEqual(expect.arrayContaining(['4,3', '5,4', '6,5']));
    expect(pixels[4 * CANVAS.width + 5]).toBe(0xff00004d);
  });

  test('lies where the image lies', () => {
    expect(colored(paint([{ at: [10, 20] }], 1, { scale: 0.5, offsetX: 2, offsetY: -3 }))).toEqual(['7,7']);
  });

  test('steps back where it is of the ground', () => {
    const pixels = paint([{ at: [5, 4], intensity: 77, height: 3 }], 1);
    expect(pixels[4 * CANVAS.width + 5]).toBe(0x8c00004d);
  });

  test('has its own colour where it has one, on the ground too', () => {
    const points = [
      { at: [5, 4], intensity: 77, height: 3 },
      { at: [9, 4], intensity: 77 },
    ] as const;
    const pixels = paint(points, 1, undefined, Uint32Array.of(0xff00ff00, 0));
    expect(pixels[4 * CANVAS.width + 5]).toBe(0xff00ff00);
    expect(pixels[4 * CANVAS.width + 9]).toBe(0xff00004d);
  });

  test('is cut off at the border, wherever it is', () => {
    const coordinate = arbitraryNumber(-100, 100);
    fc.assert(
      fc.property(coordinate, coordinate, fc.integer({ min: 1, max: 9 }), (x, y, side) => {
        const [left, top] = [Math.round(x - (side - 1) / 2), Math.round(y - (side - 1) / 2)];
        const expected: string[] = [];
        for (let row = Math.max(0, top); row < Math.min(CANVAS.height, top + side); row++) {
          for (let column = Math.max(0, left); column < Math.min(CANVAS.width, left + side); column++)
            expected.push(`${column},${row}`);
        }
        expect(colored(paint([{ at: [Math.fround(x), Math.fround(y)] }], side))).toEqual(expected);
      }),
    );
  });
});

test('points are as large as the person wants, unless they would cover the picture', () => {
  const image = { width: 1200, height: 400 };
  expect(pointSide(2, 1, 300, image, 1)).toBe(2);
  expect(pointSide(2, 2, 300, image, 1)).toBe(4);
  // 5 pixels apart in the image, 1.5 in the panel.
  expect(pointSide(2, 1, 19_200, image, 0.3)).toBe(1);
  expect(pointSide(4, 1, 19_200, image, 1)).toBe(3);
});
