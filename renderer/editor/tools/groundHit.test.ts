import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '#shared/geometry/vec3.ts';
import { groundHit, onGround } from './groundHit.ts';

const slope = (x: number, y: number): number => 0.08 * x - 0.03 * y - 1.7;

describe('groundHit', () => {
  test('finds the point of a slope that the ray goes through', () => {
    const coordinate = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (x, y, fromX, fromY) => {
        const target = [x, y, slope(x, y)] as const;
        const origin = [fromX, fromY, 30] as const;
        const direction = normalise([x - fromX, y - fromY, target[2] - 30]);
        const hit = groundHit({ origin, direction }, slope);
        expect(hit?.[0]).toBeCloseTo(x, 0);
        expect(hit?.[1]).toBeCloseTo(y, 0);
        expect(hit?.[2]).toBeCloseTo(slope(hit?.[0] ?? 0, hit?.[1] ?? 0), 9);
      }),
    );
  });

  test.each([
    ['up', [1, 0, 0.2]],
    ['level', [1, 0, 0]],
    ['nearly level', [1, 0, -0.005]],
  ] as const)('a ray that goes %s meets no ground', (_, direction) => {
    expect(groundHit({ origin: [0, 0, 2], direction: normalise(direction) }, () => 0)).toBeUndefined();
  });

  test('where the ground is unknown the ray meets height 0', () => {
    const hit = groundHit({ origin: [3, 4, 2], direction: [0, 0, -1] }, () => Number.NaN);
    expect(hit).toEqual([3, 4, 0]);
    expect(onGround([1, 2, 3], () => Number.NaN)).toEqual([1, 2, 3]);
  });
});
