import { lerp, type Vec3 } from '#shared/geometry/vec3.ts';
import { oklabFromSrgb, parseHex, srgbFromOklab } from './oklab.ts';

export const RAMP_ENTRIES = 256;

/**
 * Stops of the point ramps. Lightness is monotone, so that they keep their order for every kind of colour vision, and
 * red, orange and magenta are left to the boxes; the low end stays visible on its ground.
 */
export const RAMP_STOPS = {
  dark: ['#44499A', '#3A72B2', '#2F97A8', '#4FB487', '#A3CD62', '#F2E56E'],
  light: ['#8DA6C6', '#4E8CB0', '#2A7D86', '#2D6A50', '#57581F', '#4A2A0C'],
} as const;

/** Interpolates evenly spaced stops (`#RRGGBB`) in OKLab; RGBA bytes for a lookup texture of `entries` texels. */
export function buildRamp(stops: readonly string[], entries: number = RAMP_ENTRIES): Uint8Array<ArrayBuffer> {
  const labs = stops.map((stop) => oklabFromSrgb(parseHex(stop)));
  const texels = new Uint8Array(entries * 4);
  for (let i = 0; i < entries; i++) {
    const srgb = srgbFromOklab(labAt(labs, i / (entries - 1)));
    for (let c = 0; c < 3; c++) texels[i * 4 + c] = Math.round(srgb[c]! * 255);
    texels[i * 4 + 3] = 255;
  }
  return texels;
}

function labAt(labs: readonly Vec3[], t: number): Vec3 {
  const at = t * (labs.length - 1);
  const lower = Math.min(labs.length - 2, Math.floor(at));
  return lerp(labs[lower]!, labs[lower + 1]!, at - lower);
}
