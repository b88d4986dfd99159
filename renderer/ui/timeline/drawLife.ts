import type { Seen } from '#renderer/editor/session/trackLives.ts';
import { lifeColumns, lifeIn, lifeShapes } from './lifeShapes.ts';
import { framesInSight, framesPerColumn, xOfFrame, type TimeWindow } from './timeWindow.ts';

/** A row of the timeline, CSS pixels: `--h-timeline-row`. */
export const ROW_HEIGHT = 22;

/** What lives are drawn with. */
export interface LifeInk {
  /** Of the object's class. */
  readonly color: string;
  /** Of the line under what is confirmed. */
  readonly confirmed: string;
}

export interface LaneRoom {
  readonly window: TimeWindow;
  readonly width: number;
  readonly total: number;
  /** Of the row's middle. */
  readonly y: number;
}

const BAR = 4;
const DIAMOND = 5;
const HELD_DIAMOND = 7;
const DASH = [5, 3];
const UNDERLINE = { below: 7, thickness: 2 };

/**
 * A life: diamonds are keyframes, dashed what is interpolated, plain what was carried, fitted or imported, open what is
 * not seen; a line under it where it is confirmed. Frames that are too narrow share columns.
 */
export function drawLife(
  context: CanvasRenderingContext2D,
  life: readonly Seen[],
  room: LaneRoom,
  ink: LifeInk,
): void {
  const { from, to } = framesInSight(room.window, room.width, room.total);
  const part = lifeIn(life, from, to);
  if (part.length === 0) return;
  const perColumn = framesPerColumn(room.window.perFrame);
  context.fillStyle = ink.color;
  context.strokeStyle = ink.color;
  if (perColumn === 1) drawFrames(context, part, room, ink);
  else drawColumns(context, part, perColumn, room, ink);
}

/** A keyframe that can be grasped, or is held: larger, with an edge; and hollow where it comes from. */
export function drawHeld(
  context: CanvasRenderingContext2D,
  { index, from }: { readonly index: number; readonly from?: number },
  { window, y }: LaneRoom,
  ink: LifeInk & { readonly edge: string },
): void {
  context.setLineDash([]);
  context.lineWidth = 1.5;
  context.strokeStyle = ink.edge;
  if (from !== undefined && from !== index) {
    diamondPath(context, xOfFrame(window, from), y, DIAMOND);
    context.globalAlpha = 0.6;
    context.stroke();
    context.globalAlpha = 1;
  }
  context.fillStyle = ink.color;
  diamondPath(context, xOfFrame(window, index), y, HELD_DIAMOND);
  context.fill();
  context.stroke();
}

function drawFrames(
  context: CanvasRenderingContext2D,
  part: readonly Seen[],
  { window, y }: LaneRoom,
  ink: LifeInk,
): void {
  const { bars, keyframes, confirmed, gaps } = lifeShapes(part);
  const x = (index: number): number => xOfFrame(window, index);
  const stub = Math.min(window.perFrame / 2 - 0.5, 4);
  context.lineWidth = BAR;
  for (const { look, from, to } of bars) {
    context.setLineDash(look === 'interpolated' ? DASH : []);
    const extra = from === to ? stub : 0;
    line(context, x(from) - extra, x(to) + extra, y);
  }
  context.setLineDash([]);
  context.lineWidth = 1.5;
  for (const { from, to } of gaps) {
    for (const end of [x(from) + stub + 1, x(to) - stub - 1]) {
      context.beginPath();
      context.moveTo(end, y - 4);
      context.lineTo(end, y + 4);
      context.stroke();
    }
  }
  const size = Math.min(DIAMOND, Math.max(3.5, window.perFrame * 0.7));
  for (const index of keyframes) diamond(context, x(index), y, size);
  context.fillStyle = ink.confirmed;
  const half = Math.min(window.perFrame / 2, DIAMOND);
  for (const { from, to } of confirmed) underline(context, x(from) - half, x(to) + half, y);
}

function drawColumns(
  context: CanvasRenderingContext2D,
  part: readonly Seen[],
  perColumn: number,
  { window, total, y }: LaneRoom,
  ink: LifeInk,
): void {
  const columns = lifeColumns(part, perColumn, total);
  const width = perColumn * window.perFrame;
  const left = (index: number): number => (index - window.first) * window.perFrame;
  for (const { index, look, isPartial } of columns) {
    const height = isPartial ? BAR / 2 : BAR;
    // A little is left open in each column: a dash.
    const open = look === 'interpolated' ? width * 0.35 : 0;
    context.fillRect(left(index) + open / 2, y - height / 2, width - open, height);
  }
  let lastX = -Infinity;
  for (const { index, look } of columns) {
    const x = left(index) + width / 2;
    if (look !== 'keyframe' || x < lastX + DIAMOND) continue;
    diamond(context, x, y, 3.5);
    lastX = x;
  }
  context.fillStyle = ink.confirmed;
  for (const { index, isConfirmed } of columns)
    if (isConfirmed) underline(context, left(index), left(index) + width, y);
}

function line(context: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.stroke();
}

function diamond(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  diamondPath(context, x, y, size);
  context.fill();
}

function diamondPath(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
}

function underline(context: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  context.fillRect(from, y + UNDERLINE.below, to - from, UNDERLINE.thickness);
}
