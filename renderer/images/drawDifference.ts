import { projectVisible } from '#shared/camera/projectVisible.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { formatFixed } from '#renderer/i18n/format.ts';
import { CASING, strokeCased, tracePath } from './casedLines.ts';
import type { SeenImage } from './imageLook.ts';
import { panelFromImage } from './imageViewport.ts';

/** What a finding is about, on one camera. Rectangles in pixels of the image. */
export interface Difference {
  /** The 2D box that was drawn. It is on the image already, as every other. */
  readonly drawn: Rectangle | undefined;
  /** Bounds of the cuboid's projection. */
  readonly projected: Rectangle | undefined;
  /** They are on the image already, beside the 2D box of the same track. */
  readonly isProjectionDrawn: boolean;
  /** Of the object's class. */
  readonly color: string;
  /** What a fix would make of the cuboid, or of the box. */
  readonly suggestedCuboid: Cuboid | undefined;
  readonly suggestedBox: Rectangle | undefined;
}

/** Pixels; below, the eye sees no difference either. */
const LEAST = 1;
/** On photographs, the dark theme's colours in both themes. */
const ERROR = '#FF7B72';
const SUGGESTED = '#4CC38A';
const DOTS = [2, 4];
const FONT =
  '600 11px "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif';
/** Between an arrow and its number, CSS pixels. */
const GAP = 6;

/**
 * Draws by how much a 2D box and a projection differ: an arrow from each edge of the projection to that of the box, with
 * signed pixels; what a fix would make of it is dotted. The box itself is drawn by whoever draws 2D boxes.
 */
export function drawDifference(
  context: CanvasRenderingContext2D,
  { camera, viewport, panel, isUndistorted }: SeenImage,
  difference: Difference,
): void {
  const onPanel = ({ left, top, right, bottom }: Rectangle): Rectangle => {
    const [x0, y0] = panelFromImage(viewport, [left, top]);
    const [x1, y1] = panelFromImage(viewport, [right, bottom]);
    return { left: x0, top: y0, right: x1, bottom: y1 };
  };
  const { drawn, projected, isProjectionDrawn, color, suggestedCuboid, suggestedBox } = difference;
  const seen = suggestedCuboid && projectVisible(suggestedCuboid, camera);
  if (seen !== undefined) {
    const edges = new Path2D();
    for (const { points } of seen.edges) tracePath(edges, points, viewport);
    strokeDotted(context, edges);
  }
  // Rectangles are of the original's pixels.
  if (isUndistorted) return;
  if (suggestedBox !== undefined) strokeDotted(context, outline(onPanel(suggestedBox)));
  if (projected !== undefined && !isProjectionDrawn)
    strokeCased(context, outline(onPanel(projected)), color, 1.25, true);
  if (drawn === undefined || projected === undefined) return;
  for (const side of ['left', 'right', 'top', 'bottom'] as const) {
    const pixels = drawn[side] - projected[side];
    if (Math.abs(pixels) < LEAST) continue;
    drawArrow(context, side, onPanel(projected), onPanel(drawn), signedPixels(pixels), panel.width);
  }
}

/** Whole pixels, one decimal below ten. */
export function signedPixels(pixels: number): string {
  return `${pixels > 0 ? '+' : ''}${formatFixed(pixels, Math.abs(pixels) < 9.95 ? 1 : 0)} px`;
}

function outline({ left, top, right, bottom }: Rectangle): Path2D {
  const path = new Path2D();
  path.rect(left, top, right - left, bottom - top);
  return path;
}

function strokeDotted(context: CanvasRenderingContext2D, path: Path2D): void {
  context.lineCap = 'round';
  context.setLineDash(DOTS);
  context.strokeStyle = CASING;
  context.lineWidth = 3.75;
  context.stroke(path);
  context.strokeStyle = SUGGESTED;
  context.lineWidth = 1.75;
  context.stroke(path);
  context.setLineDash([]);
}

function drawArrow(
  context: CanvasRenderingContext2D,
  side: keyof Rectangle,
  from: Rectangle,
  to: Rectangle,
  text: string,
  panelWidth: number,
): void {
  const isAcross = side === 'left' || side === 'right';
  // The arrows of both sides apart, so that their numbers are, where the boxes are small.
  const share = side === 'left' || side === 'top' ? 0.4 : 0.6;
  const along = isAcross
    ? mix(Math.max(from.top, to.top), Math.min(from.bottom, to.bottom), share)
    : mix(Math.max(from.left, to.left), Math.min(from.right, to.right), share);
  const start = isAcross ? ([from[side], along] as const) : ([along, from[side]] as const);
  const end = isAcross ? ([to[side], along] as const) : ([along, to[side]] as const);
  const length = Math.hypot(end[0] - start[0], end[1] - start[1]);
  const direction = length < 1e-6 ? 0 : Math.atan2(end[1] - start[1], end[0] - start[0]);
  const head = Math.min(6, length / 2);
  const path = new Path2D();
  path.moveTo(...start);
  path.lineTo(...end);
  for (const turn of [0.75 * Math.PI, -0.75 * Math.PI]) {
    path.moveTo(...end);
    path.lineTo(end[0] + head * Math.cos(direction + turn), end[1] + head * Math.sin(direction + turn));
  }
  strokeCased(context, path, ERROR, 2, false);
  context.font = FONT;
  context.textBaseline = 'middle';
  const width = context.measureText(text).width;
  // Outside of both boxes, where there is room.
  const [outer, inner] = [Math.min(start[0], end[0]), Math.max(start[0], end[0])];
  const beside = side === 'left' ? outer - GAP - width : inner + GAP;
  const x = Math.max(2, Math.min(panelWidth - width - 2, beside));
  const y = isAcross ? along : (start[1] + end[1]) / 2;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = CASING;
  context.strokeText(text, x, y);
  context.fillStyle = ERROR;
  context.fillText(text, x, y);
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
