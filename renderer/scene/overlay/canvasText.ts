import type { Pixel } from '#shared/camera/cameraModel.ts';
import { oklabFromSrgb, parseHex } from '../color/oklab.ts';

/** The fonts of the interface; a canvas does not inherit them. */
const FAMILY =
  '"Segoe UI Variable Text", "Segoe UI", -apple-system, "PingFang SC", "Microsoft YaHei", Inter, "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif';

export const TAG_FONT = `600 10.5px ${FAMILY}`;
export const SMALL_FONT = `400 11px ${FAMILY}`;
export const READOUT_FONT = `600 12px ${FAMILY}`;

/** Near-black or white, whichever can be read on `#RRGGBB`. Every class colour of the dark set takes near-black. */
export function readableOn(hex: string): string {
  return oklabFromSrgb(parseHex(hex))[0] > 0.62 ? '#0B0E13' : '#FFFFFF';
}

export interface ChipStyle {
  readonly font: string;
  readonly fill: string;
  readonly ink: string;
  readonly height: number;
}

/** Text in a filled, rounded rectangle whose top-left corner is `at`. */
export function drawChip(context: CanvasRenderingContext2D, text: string, at: Pixel, style: ChipStyle): void {
  context.font = style.font;
  const width = chipWidth(context, text, style.font);
  context.fillStyle = style.fill;
  context.beginPath();
  context.roundRect(at[0], at[1], width, style.height, 3);
  context.fill();
  context.fillStyle = style.ink;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillText(text, at[0] + CHIP_PADDING, at[1] + style.height / 2 + 0.5);
}

const CHIP_PADDING = 6;

export function chipWidth(context: CanvasRenderingContext2D, text: string, font: string): number {
  context.font = font;
  return Math.ceil(context.measureText(text).width) + 2 * CHIP_PADDING;
}

/** Text with a rim of the background's colour, legible over points; centred on `at`. */
export function drawRimmedText(
  context: CanvasRenderingContext2D,
  text: string,
  at: Pixel,
  style: { readonly font: string; readonly ink: string; readonly rim: string },
): void {
  context.font = style.font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = style.rim;
  context.strokeText(text, at[0], at[1]);
  context.fillStyle = style.ink;
  context.fillText(text, at[0], at[1]);
}
