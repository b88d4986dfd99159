import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN_TONE } from '#shared/host/defaultSettings.ts';
import { toneCurve } from './toneCurve.ts';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const tone = fc.record({ brightness: between(-1, 1), contrast: between(-1, 1), gamma: between(0.5, 3) });

describe('tone curve', () => {
  test('plain leaves every shade as it is', () => {
    toneCurve(PLAIN_TONE).forEach((value, shade) => expect(value).toBeCloseTo(shade / 255, 12));
  });

  test('what was lighter is never shown darker, and nothing leaves the range', () => {
    fc.assert(
      fc.property(tone, (any) => {
        const curve = toneCurve(any);
        expect(curve).toHaveLength(256);
        expect(curve.every((value, i) => value >= (curve[i - 1] ?? 0) && value <= 1)).toBe(true);
      }),
    );
  });

  test('gamma 3 makes the shades of a night picture readable and keeps black and white', () => {
    const curve = toneCurve({ ...PLAIN_TONE, gamma: 3 });
    expect(curve[16]).toBeGreaterThan(0.39);
    expect([curve[0], curve[255]]).toEqual([0, 1]);
  });

  test('contrast turns about the middle grey, brightness shifts', () => {
    const steep = toneCurve({ ...PLAIN_TONE, contrast: 0.5 });
    expect(steep[64]).toBeLessThan(64 / 255);
    expect(steep[192]).toBeGreaterThan(192 / 255);
    expect(toneCurve({ ...PLAIN_TONE, brightness: 0.4 })[51]).toBeCloseTo(0.4, 12);
  });
});
