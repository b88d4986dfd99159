import type { Vec3 } from '#shared/geometry/vec3.ts';

/** `#RRGGBB` → sRGB components in 0…1, gamma-encoded. */
export function parseHex(hex: string): Vec3 {
  const component = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [component(1), component(3), component(5)];
}

function linearFromSrgb(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function srgbFromLinear(value: number): number {
  const clamped = Math.min(1, Math.max(0, value));
  return clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055;
}

/** sRGB (gamma-encoded, 0…1) → OKLab (Björn Ottosson, 2020). */
export function oklabFromSrgb(srgb: Vec3): Vec3 {
  const r = linearFromSrgb(srgb[0]);
  const g = linearFromSrgb(srgb[1]);
  const b = linearFromSrgb(srgb[2]);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The inverse of {@link oklabFromSrgb}; colours outside sRGB are clipped per component. */
export function srgbFromOklab(lab: Vec3): Vec3 {
  const l = (lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]) ** 3;
  const m = (lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]) ** 3;
  const s = (lab[0] - 0.0894841775 * lab[1] - 1.291485548 * lab[2]) ** 3;
  return [
    srgbFromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    srgbFromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    srgbFromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}
