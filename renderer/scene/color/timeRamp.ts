import { lerp, type Vec3 } from '#shared/geometry/vec3.ts';
import { oklabFromSrgb, parseHex, srgbFromOklab } from './oklab.ts';

/** Colours (`#RRGGBB`) of what is longest ago, a moment ago, now, about to be, and farthest ahead. */
export interface TimeStops {
  readonly past: readonly [far: string, near: string];
  readonly now: string;
  readonly future: readonly [near: string, far: string];
}

/**
 * Blue for what was and ochre for what will be: told apart by every kind of colour vision (10 or more in OKLab × 100),
 * both fading towards the ground with time, and dull: full colours are those of classes. What is now stands out from
 * both, and is no colour.
 */
export const TIME_STOPS: Readonly<Record<'dark' | 'light', TimeStops>> = {
  dark: { past: ['#4A62AC', '#8298D0'], now: '#FFFFFF', future: ['#B3A26A', '#806E3A'] },
  light: { past: ['#94A6DA', '#4F68B0'], now: '#141A22', future: ['#77673A', '#B39F62'] },
};

/** sRGB components, 0 … 1, of a moment from −1 (longest ago) over 0 (now) to 1. */
export function timeColor({ past, now, future }: TimeStops, time: number): Vec3 {
  if (time === 0) return parseHex(now);
  const [near, far] = time < 0 ? [past[1], past[0]] : future;
  const [a, b] = [near, far].map((hex) => oklabFromSrgb(parseHex(hex))) as [Vec3, Vec3];
  return srgbFromOklab(lerp(a, b, Math.min(1, Math.abs(time))));
}

/** The same as a strip for a legend, now in the middle; CSS. */
export function timeStrip({ past, now, future }: TimeStops): string {
  const stops = [past[0], `${past[1]} 46%`, `${now} 46%`, `${now} 54%`, `${future[0]} 54%`, future[1]];
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}
