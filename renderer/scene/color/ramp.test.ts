import { describe, expect, test } from 'vitest';
import { oklabFromSrgb, parseHex, srgbFromOklab } from './oklab.ts';
import { buildRamp, RAMP_ENTRIES, RAMP_STOPS } from './ramp.ts';

function lightnesses(texels: Uint8Array): number[] {
  return Array.from({ length: texels.length / 4 }, (_, i) => {
    const at = (c: number): number => texels[i * 4 + c]! / 255;
    return oklabFromSrgb([at(0), at(1), at(2)])[0];
  });
}

describe('OKLab', () => {
  test('has the published values of pure red', () => {
    const [l, a, b] = oklabFromSrgb([1, 0, 0]);
    expect(l).toBeCloseTo(0.62796, 4);
    expect(a).toBeCloseTo(0.22486, 4);
    expect(b).toBeCloseTo(0.12585, 4);
  });

  test('comes back to the same colour', () => {
    for (const hex of [...RAMP_STOPS.dark, ...RAMP_STOPS.light]) {
      const srgb = parseHex(hex);
      const back = srgbFromOklab(oklabFromSrgb(srgb));
      for (const c of [0, 1, 2] as const) expect(back[c]).toBeCloseTo(srgb[c], 4);
    }
  });
});

describe('point ramps', () => {
  test('begin and end on their stops', () => {
    const texels = buildRamp(RAMP_STOPS.dark);
    expect(texels).toHaveLength(RAMP_ENTRIES * 4);
    expect(Array.from(texels.subarray(0, 4))).toEqual([0x44, 0x49, 0x9a, 255]);
    expect(Array.from(texels.subarray(-4))).toEqual([0xf2, 0xe5, 0x6e, 255]);
  });

  test('are monotone in lightness, brighter upwards on dark and darker upwards on light', () => {
    const dark = lightnesses(buildRamp(RAMP_STOPS.dark));
    const light = lightnesses(buildRamp(RAMP_STOPS.light));
    // Rounding to 8 bits may turn back by a fraction of a step.
    for (let i = 1; i < dark.length; i++) expect(dark[i]! - dark[i - 1]!).toBeGreaterThan(-0.003);
    for (let i = 1; i < light.length; i++) expect(light[i]! - light[i - 1]!).toBeLessThan(0.003);
  });
});
