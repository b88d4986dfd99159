import { describe, expect, test } from 'vitest';
import { apply, IDENTITY3, type Matrix3 } from '#shared/geometry/matrix3.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import { oklabFromSrgb } from './oklab.ts';
import { TIME_STOPS, timeColor, timeStrip } from './timeRamp.ts';

/** Machado, Oliveira and Fernandes 2009, severity 1; for linear sRGB. */
const VISIONS: Readonly<Record<string, Matrix3>> = {
  usual: IDENTITY3,
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const linear = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const encoded = (value: number): number => {
  const clamped = Math.min(1, Math.max(0, value));
  return clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
};

function seen(color: Vec3, vision: Matrix3): Vec3 {
  const srgb = apply(vision, color.map(linear) as unknown as Vec3).map(encoded);
  return oklabFromSrgb(srgb as unknown as Vec3);
}

describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  const stops = TIME_STOPS[theme];
  const lightness = (time: number): number => oklabFromSrgb(timeColor(stops, time))[0];

  test.each(Object.entries(VISIONS))('%s: before, now and after are told apart', (_, vision) => {
    const at = (time: number): Vec3 => seen(timeColor(stops, time), vision);
    for (const away of [0.05, 0.25, 0.5, 0.75, 1]) {
      expect(100 * distance(at(-away), at(away))).toBeGreaterThan(10);
      expect(100 * distance(at(-away), at(0))).toBeGreaterThan(20);
      expect(100 * distance(at(away), at(0))).toBeGreaterThan(20);
    }
  });

  test('what is farther away in time is nearer to the ground', () => {
    const sign = theme === 'dark' ? 1 : -1;
    for (const side of [-1, 1]) {
      const along = [0, 0.2, 0.6, 1].map((away) => sign * lightness(side * away));
      expect(along).toEqual(along.toSorted((a, b) => b - a));
    }
  });
});

test('the legend has the same colours', () => {
  const strip = timeStrip(TIME_STOPS.dark);
  expect(strip.startsWith('linear-gradient(90deg, #4A62AC')).toBe(true);
  expect(strip).toContain('#FFFFFF');
});
