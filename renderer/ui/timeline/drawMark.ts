import type { LaneRoom } from './drawLife.ts';
import { xOfFrame } from './timeWindow.ts';

const HALF_WIDTH = 4;
const TOP = 10;
const HEIGHT = 7;

/** A small triangle over a life: something is found in this frame. With an edge, for it may stand on the life's own colour. */
export function drawMark(
  context: CanvasRenderingContext2D,
  index: number,
  { window, width, y }: LaneRoom,
  { color, edge }: { readonly color: string; readonly edge: string },
): void {
  const x = xOfFrame(window, index);
  if (x < -HALF_WIDTH || x > width + HALF_WIDTH) return;
  context.setLineDash([]);
  context.lineWidth = 2;
  context.lineJoin = 'round';
  context.strokeStyle = edge;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x, y - TOP);
  context.lineTo(x + HALF_WIDTH, y - TOP + HEIGHT);
  context.lineTo(x - HALF_WIDTH, y - TOP + HEIGHT);
  context.closePath();
  context.stroke();
  context.fill();
}
