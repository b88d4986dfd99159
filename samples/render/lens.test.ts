import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAMERAS } from '../rig.ts';
import { pixelRay, projectPoint } from './lens.ts';

describe.each(CAMERAS)('the lens of $id', ({ intrinsics, width, height }) => {
  test('projects a point on a pixel’s ray back to that pixel', () => {
    const pixel = fc.record({
      u: fc.double({ min: -0.5, max: width - 0.5, noNaN: true }),
      v: fc.double({ min: -0.5, max: height - 0.5, noNaN: true }),
      range: fc.double({ min: 0.5, max: 90, noNaN: true }),
    });
    fc.assert(
      fc.property(pixel, ({ u, v, range }) => {
        const ray = pixelRay(intrinsics, u, v);
        if (ray === undefined) return;
        expect(Math.hypot(...ray)).toBeCloseTo(1, 12);
        const back = projectPoint(intrinsics, [ray[0] * range, ray[1] * range, ray[2] * range]);
        expect(back?.[0]).toBeCloseTo(u, 6);
        expect(back?.[1]).toBeCloseTo(v, 6);
      }),
    );
  });

  test('looks straight ahead at its principal point', () => {
    expect(pixelRay(intrinsics, intrinsics.cx, intrinsics.cy)).toEqual([0, 0, 1]);
  });
});

test('the fisheye sees beyond 90° to either side', () => {
  const { intrinsics, width } = CAMERAS.find(({ id }) => id === 'left')!;
  const behind = [intrinsics.cx - 305, intrinsics.cx + 305].map((u) =>
    pixelRay(intrinsics, u, intrinsics.cy),
  );
  expect(width).toBe(640);
  expect(behind.every((ray) => ray !== undefined && ray[2] < 0.05)).toBe(true);
  expect(projectPoint(intrinsics, [1, 0, -0.05])).toBeDefined();
});

test('a pinhole sees nothing behind it', () => {
  const { intrinsics } = CAMERAS.find(({ id }) => id === 'front')!;
  expect(projectPoint(intrinsics, [1, 0, -0.05])).toBeUndefined();
});
