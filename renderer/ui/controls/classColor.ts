import type { OntologyClass } from '#shared/dataset/dataset.ts';
import type { Theme } from '#renderer/state/theme.ts';

/** What a class is painted with in panels; the letter on the swatch says the same without colour. */
export interface ClassPaint {
  readonly fill: string;
  /** Black or white, whichever stands out more. */
  readonly on: string;
}

const DARK_TEXT = '#0B0E13';
const LIGHT_TEXT = '#FFFFFF';
const DARK_TEXT_LUMINANCE = relativeLuminance(DARK_TEXT);

/** The default class colours are for dark grounds and photographs; these stand for them on the light ground. */
const ON_LIGHT_GROUND: Readonly<Record<string, string>> = {
  '#39ABD6': '#0F7FFE',
  '#8E73FC': '#8059BA',
  '#F9EF20': '#61410A',
  '#F8AD67': '#AE4C35',
  '#80FCCF': '#257F75',
  '#A28B11': '#A78509',
  '#E96E97': '#89066C',
  '#BEC9FF': '#2F36A9',
};

/** A class's colour beside the ground of the theme. A colour that a dataset chose itself is left as it is. */
export function colorOnTheme(color: string, theme: Theme): string {
  return theme === 'light' ? (ON_LIGHT_GROUND[color.toUpperCase()] ?? color) : color;
}

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
