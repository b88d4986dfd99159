import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { distance, length, type Vec3 } from '../geometry/vec3.ts';
import { createKannalaBrandt } from './kannalaBrandt.ts';
import { passesThroughLens, wronglyClipped } from './testing/clipping.ts';

type Coefficients = readonly [number, number, number, number];

function fisheye([k1, k2, k3, k4]: Coefficients) {
  return createKannalaBrandt({
    model: 'kannala-brandt',
    fx: 330,
    fy: 331,
    cx: 640,
    cy: 400,
    coefficients: [k1, k2, k3, k4],
  });
}

/** Monotone over the whole sphere, and one that folds at about 68°. */
const LENSES: readonly Coefficients[] = [
  [0, 0, 0, 0],
  [0.02, 0.001, 0, 0],
  [-0.1, 0.05, -0.087, 0.045],
  [-0.2, -0.02, 0, 0],
];

/** A direction at `angle` off the axis, `turn` round it. */
function direction(angle: number, turn: number): Vec3 {
  return [Math.sin(angle) * Math.cos(turn), Math.sin(angle) * Math.sin(turn), Math.cos(angle)];
}

describe('Kannala–Brandt', () => {
  test('without coefficients the angle is the radius', () => {
    const lens = fisheye([0, 0, 0, 0]);
    expect(lens.project([0, 0, 3])).toEqual([640, 400]);
    const [u, v] = lens.project([5, 0, 5])!;
    expect(u).toBeCloseTo(640 + (330 * Math.PI) / 4, 10);
    expect(v).toBeCloseTo(400, 10);
  });

  test('sees beyond 90°, not straight behind', () => {
    const lens = fisheye([0, 0, 0, 0]);
    expect(lens.project([1, 0, -0.2])).toBeDefined();
    expect(lens.project([0, 0, -5])).toBeUndefined();
    expect(lens.project([0.001, 0, -5])).toBeUndefined();
    expect(lens.project([0, 0, 0])).toBeUndefined();
    expect(lens.project([Number.NaN, 0, 1])).toBeUndefined();
  });

  test('ends where the polynomial folds: no pixel has two rays', () => {
    const lens = fisheye([-0.2, -0.02, 0, 0]);
    // 1 − 0.6 θ² − 0.1 θ⁴ = 0
    const fold = Math.sqrt(-3 + Math.sqrt(19));
    expect(lens.project(direction(fold - 1e-6, 1))).toBeDefined();
    expect(lens.project(direction(fold + 1e-6, 1))).toBeUndefined();
    const widest = fold * (1 - 0.2 * fold ** 2 - 0.02 * fold ** 4);
    expect(lens.unproject([640 + 330 * (widest - 1e-9), 400])).toBeDefined();
    expect(lens.unproject([640 + 330 * (widest + 1e-9), 400])).toBeUndefined();
  });

  test('unproject is the inverse over the whole domain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LENSES),
        arbitraryNumber(0, Math.PI),
        arbitraryNumber(-Math.PI, Math.PI),
        arbitraryNumber(0.1, 100),
        (coefficients, angle, turn, range) => {
          const lens = fisheye(coefficients);
          const ray = direction(angle, turn);
          const pixel = lens.project([ray[0] * range, ray[1] * range, ray[2] * range]);
          if (pixel === undefined) return;
          const back = lens.unproject(pixel)!;
          const [u, v] = lens.project(back)!;
          expect(Math.hypot(u - pixel[0], v - pixel[1])).toBeLessThan(1e-9);
          // At the fold itself the slope is 0 and the angle known to half the digits only.
          expect(distance(back, ray)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 500 },
    );
  });

  const awayFromLens = arbitraryVec3(20).filter((point) => length(point) > 0.1);

  test('clipping keeps exactly the part inside the domain', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LENSES), awayFromLens, awayFromLens, (coefficients, from, to) => {
        fc.pre(!passesThroughLens(from, to));
        const lens = fisheye(coefficients);
        for (const end of lens.clipSegment(from, to).flat()) expect(lens.project(end)).toBeDefined();
        expect(wronglyClipped(lens, from, to)).toEqual([]);
      }),
    );
  });

  test('a segment that passes behind leaves two parts', () => {
    const lens = fisheye([0, 0, 0, 0]);
    const parts = lens.clipSegment([-50, 0.1, -5], [50, 0.1, -5]);
    expect(parts).toHaveLength(2);
    expect(parts[0]![0]).toEqual([-50, 0.1, -5]);
    expect(parts[0]![1][0]).toBeLessThan(0);
    expect(parts[1]![0][0]).toBeGreaterThan(0);
  });
});
