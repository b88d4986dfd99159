import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { degreesFromRadians, radiansFromDegrees, wrapAngle } from './angle.ts';

describe('wrapAngle', () => {
  test('half a turn either way is +π', () => {
    expect(wrapAngle(Math.PI)).toBe(Math.PI);
    expect(wrapAngle(-Math.PI)).toBe(Math.PI);
  });

  test('an angle beyond a turn, as label files hold them', () => {
    expect(wrapAngle(6.31)).toBeCloseTo(6.31 - 2 * Math.PI, 12);
  });

  test('is the same direction, in (−π, π]', () => {
    fc.assert(
      fc.property(arbitraryNumber(-100, 100), (angle) => {
        const wrapped = wrapAngle(angle);
        expect(wrapped).toBeGreaterThan(-Math.PI);
        expect(wrapped).toBeLessThanOrEqual(Math.PI);
        expect(Math.cos(wrapped - angle)).toBeCloseTo(1, 9);
      }),
    );
  });
});

test('degrees and radians undo each other', () => {
  expect(degreesFromRadians(Math.PI)).toBe(180);
  expect(radiansFromDegrees(90)).toBeCloseTo(Math.PI / 2, 15);
});
