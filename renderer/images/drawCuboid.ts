import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { ProjectedCuboid } from '#shared/camera/projectCuboid.ts';
import { panelFromImage, type ImageViewport } from './imageViewport.ts';

export interface CuboidStyle {
  readonly color: string;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** Interpolated and propagated cuboids are dashed until a person confirms them. */
  readonly isDashed: boolean;
  /** Class and track, drawn above the box; undefined: no tag. */
  readonly tag: string | undefined;
}

/** Dark under every line: keeps it visible on sky as well as on asphalt. */
const CASING = 'rgba(5, 7, 10, 0.66)';
const CASING_EXTRA = 2;
const LINE = { normal: 1.5, hovered: 2, selected: 2.25 };
const FRONT_FILL = { normal: 0.2, selected: 0.34 };
const TAG_FONT = '600 10.5px "Segoe UI", system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif';
const TAG_HEIGHT = 16;

/** Draws one projected cuboid over its image, in CSS pixels of the panel. */
export function drawCuboid(
  context: CanvasRenderingContext2D,
  projected: ProjectedCuboid,
  viewport: ImageViewport,
  panel: { readonly width: number; readonly height: number },
  style: CuboidStyle,
): void {
  const outline = new Path2D();
  for (const edge of projected.edges) tracePath(outline, edge.points, viewport);

  if (projected.frontFace !== undefined) {
    const front = new Path2D();
    tracePath(front, projected.frontFace, viewport);
    front.closePath();
    context.globalAlpha = style.isSelected ? FRONT_FILL.selected : FRONT_FILL.normal;
    context.fillStyle = style.color;
    context.fill(front);
    context.globalAlpha = 1;
  }

  const width = style.isSelected ? LINE.selected : style.isHovered ? LINE.hovered : LINE.normal;
  strokeCased(context, outline, style.color, width, style.isDashed);

  if (style.isSelected && projected.headingArrow !== undefined) {
    const arrow = new Path2D();
    tracePath(arrow, projected.headingArrow, viewport);
    strokeCased(context, arrow, '#FFFFFF', 2, false);
    drawArrowHead(context, projected.headingArrow, viewport);
  }
  if (style.tag !== undefined) drawTag(context, style.tag, projected, viewport, panel, style);
}

function tracePath(path: Path2D, points: readonly Pixel[], viewport: ImageViewport): void {
  points.forEach((point, i) => {
    const [x, y] = panelFromImage(viewport, point);
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}

function strokeCased(
  context: CanvasRenderingContext2D,
  path: Path2D,
  color: string,
  width: number,
  isDashed: boolean,
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.setLineDash([]);
  context.strokeStyle = CASING;
  context.lineWidth = width + CASING_EXTRA;
  context.stroke(path);
  context.setLineDash(isDashed ? [6, 4] : []);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
  context.setLineDash([]);
}

function drawArrowHead(
  context: CanvasRenderingContext2D,
  arrow: readonly Pixel[],
  viewport: ImageViewport,
): void {
  const last = arrow.at(-1);
  const before = arrow.at(-2);
  if (last === undefined || before === undefined) return;
  const [tipX, tipY] = panelFromImage(viewport, last);
  const [fromX, fromY] = panelFromImage(viewport, before);
  const length = Math.hypot(tipX - fromX, tipY - fromY);
  if (length < 4) return;
  const size = Math.min(8, length / 2);
  const [dx, dy] = [((tipX - fromX) / length) * size, ((tipY - fromY) / length) * size];
  const head = new Path2D();
  head.moveTo(tipX - dx - dy * 0.6, tipY - dy + dx * 0.6);
  head.lineTo(tipX, tipY);
  head.lineTo(tipX - dx + dy * 0.6, tipY - dy - dx * 0.6);
  strokeCased(context, head, '#FFFFFF', 2, false);
}

/** The tag sits on the top edge of the box and is kept inside the panel. */
function drawTag(
  context: CanvasRenderingContext2D,
  text: string,
  projected: ProjectedCuboid,
  viewport: ImageViewport,
  panel: { readonly width: number; readonly height: number },
  style: CuboidStyle,
): void {
  const rectangle = projected.clipped;
  if (rectangle === undefined) return;
  const [left, top] = panelFromImage(viewport, [rectangle.left, rectangle.top]);
  context.font = TAG_FONT;
  const width = Math.ceil(context.measureText(text).width) + 10;
  const x = Math.min(panel.width - width - 2, Math.max(2, left));
  const y = Math.min(panel.height - TAG_HEIGHT - 2, Math.max(2, top - TAG_HEIGHT - 4));
  context.fillStyle = style.isSelected ? style.color : 'rgba(11, 14, 19, 0.8)';
  context.beginPath();
  context.roundRect(x, y, width, TAG_HEIGHT, 3);
  context.fill();
  context.fillStyle = style.isSelected ? readableOn(style.color) : style.color;
  context.textBaseline = 'middle';
  context.fillText(text, x + 5, y + TAG_HEIGHT / 2 + 0.5);
}

/** Near-black or white, whichever contrasts more with `#RRGGBB` (WCAG relative luminance; both tie at 0.179). */
export function readableOn(color: string): string {
  const channel = (offset: number): number => {
    const value = Number.parseInt(color.slice(offset, offset + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? '#0B0E13' : '#FFFFFF';
}
