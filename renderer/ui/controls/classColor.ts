import type { OntologyClass } from '#shared/dataset/dataset.ts';

/** What a class is painted with in panels; the letter on the swatch says the same without colour. */
export interface ClassPaint {
  readonly fill: string;
  /** Black or white, whichever stands out more. */
  readonly on: string;
}

const DARK_TEXT = '#0B0E13';
const LIGHT_TEXT = '#FFFFFF';
const DARK_TEXT_LUMINANCE = relativeLuminance(DARK_TEXT);

/** The class's own colour with text that is legible on it. */
export function classPaint({ color }: Pick<OntologyClass, 'color'>): ClassPaint {
  const luminance = relativeLuminance(color);
  const withDark = (luminance + 0.05) / (DARK_TEXT_LUMINANCE + 0.05);
  const withLight = 1.05 / (luminance + 0.05);
  return { fill: color, on: withDark >= withLight ? DARK_TEXT : LIGHT_TEXT };
}

/** Relative luminance of `#RRGGBB`, 0…1 (WCAG 2.2). */
export function relativeLuminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
