import type { Rectangle } from '#shared/geometry/rectangle.ts';

/** The rubber band that selects many, in the view's pixels. */
export function drawBand(
  context: CanvasRenderingContext2D,
  { left, top, right, bottom }: Rectangle,
  color: string,
): void {
  const place = [left + 0.5, top + 0.5, right - left, bottom - top] as const;
  context.save();
  context.fillStyle = color;
  context.globalAlpha = 0.12;
  context.fillRect(...place);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.strokeRect(...place);
  context.restore();
}
