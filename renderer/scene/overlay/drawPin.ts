import type { Pixel } from '#shared/camera/cameraModel.ts';
import { PIN_RADIUS, PIN_STEM, type Pin } from '#renderer/editor/session/pin.ts';
import { TAG_FONT } from './canvasText.ts';

/** Where the sides of the tail leave the head, radians from straight down. */
const SPREAD = 0.62;

/** `#RRGGBB`; what is looked at has the colours of what is selected in lists. */
export interface PinColors {
  readonly fill: string;
  readonly ink: string;
  readonly casing: string;
  readonly current: string;
}

/** A small pin whose tip is on the place, with its number in the head. */
export function drawPin(
  context: CanvasRenderingContext2D,
  [x, y]: Pixel,
  { text, isCurrent }: Pick<Pin, 'text' | 'isCurrent'>,
  colors: PinColors,
): void {
  const path = new Path2D();
  path.moveTo(x, y);
  path.arc(x, y - PIN_STEM, PIN_RADIUS, Math.PI / 2 + SPREAD, Math.PI / 2 - SPREAD);
  path.closePath();
  context.lineJoin = 'round';
  context.strokeStyle = colors.casing;
  context.lineWidth = 2.5;
  context.stroke(path);
  context.fillStyle = isCurrent ? colors.current : colors.fill;
  context.fill(path);
  context.font = TAG_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = isCurrent ? '#FFFFFF' : colors.ink;
  context.fillText(text === '' ? '+' : text, x, y - PIN_STEM + 0.5);
  context.textAlign = 'left';
}
