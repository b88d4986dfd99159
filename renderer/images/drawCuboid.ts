import type { Pixel } from '#shared/camera/cameraModel.ts';
import { imageRectangle } from '#shared/camera/cameraView.ts';
import type { ProjectedCuboid } from '#shared/camera/projectCuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { borderTicks } from './borderTicks.ts';
import { strokeCased, tracePath } from './casedLines.ts';
import { panelFromImage, type Extent, type ImageViewport } from './imageViewport.ts';

/** The panel that is drawn in, CSS pixels. */
export interface PanelRoom extends Extent {
  /** What its name covers of its upper left corner. */
  readonly name: Extent;
}

export interface CuboidStyle {
  readonly color: string;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  /** Interpolated and propagated cuboids are dashed until a person confirms them. */
  readonly isDashed: boolean;
  /** Class and track, drawn above the box; undefined: no tag. */
  readonly tag: string | undefined;
  /** A lock in the tag. */
  readonly isLocked: boolean;
}

const LINE = { normal: 1.5, hovered: 2, selected: 2.25 };
const FRONT_FILL = { normal: 0.2, selected: 0.34 };
const TICK_LENGTH = 6;
/** Cuboids up to this size are drawn as specks of that side, CSS pixels. */
const SPECK = 4;
const SPECK_SIDE = 3;
const TAG_FONT =
  '600 10.5px "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif';
const TAG_HEIGHT = 16;
/** Of the lock before the text, with the gap after it. */
const LOCK_WIDTH = 11;

/** Draws one projected cuboid over its image, in CSS pixels of the panel. */
export function drawCuboid(
  context: CanvasRenderingContext2D,
  projected: ProjectedCuboid,
  viewport: ImageViewport,
  panel: PanelRoom,
  image: Extent,
  style: CuboidStyle,
): void {
  const { clipped } = projected;
  const isOrdinary = !style.isSelected && !style.isHovered;
  if (isOrdinary && clipped !== undefined && isSpeck(clipped, viewport))
    return drawSpeck(context, clipped, viewport, style.color);
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

  drawBorderTicks(context, projected, viewport, image, style.color, width);

  if (style.isSelected && projected.headingArrow !== undefined) {
    const arrow = new Path2D();
    tracePath(arrow, projected.headingArrow, viewport);
    strokeCased(context, arrow, '#FFFFFF', 2, false);
    drawArrowHead(context, projected.headingArrow, viewport);
  }
  if (style.tag !== undefined) drawTag(context, style.tag, projected, viewport, panel, image, style);
}

/** A cuboid of a few pixels would be nothing but casing: it is drawn as a speck of its colour, at a hundredth of the cost. */
function isSpeck(area: Rectangle, { scale }: ImageViewport): boolean {
  return Math.max(area.right - area.left, area.bottom - area.top) * scale <= SPECK;
}

function drawSpeck(
  context: CanvasRenderingContext2D,
  { left, top, right, bottom }: Rectangle,
  viewport: ImageViewport,
  color: string,
): void {
  const [x, y] = panelFromImage(viewport, [(left + right) / 2, (top + bottom) / 2]);
  context.fillStyle = color;
  context.fillRect(x - SPECK_SIDE / 2, y - SPECK_SIDE / 2, SPECK_SIDE, SPECK_SIDE);
}

/** The ticks lie on the picture's outermost pixels on screen: the border itself belongs to what lies beyond. */
function drawBorderTicks(
  context: CanvasRenderingContext2D,
  projected: ProjectedCuboid,
  viewport: ImageViewport,
  image: Extent,
  color: string,
  width: number,
): void {
  if (projected.truncation === 0) return;
  const border = imageRectangle(image.width, image.height);
  const crossings = projected.edges.flatMap(({ points }) => borderTicks(points, border));
  if (crossings.length === 0) return;
  const middle = panelFromImage(viewport, [image.width / 2, image.height / 2]);
  const ticks = new Path2D();
  for (const { at, isVertical } of crossings) {
    const [x, y] = panelFromImage(viewport, at);
    const [half, inset] = [TICK_LENGTH / 2, width / 2];
    if (isVertical) {
      const inside = x + Math.sign(middle[0] - x) * inset;
      ticks.moveTo(inside, y - half);
      ticks.lineTo(inside, y + half);
    } else {
      const inside = y + Math.sign(middle[1] - y) * inset;
      ticks.moveTo(x - half, inside);
      ticks.lineTo(x + half, inside);
    }
  }
  strokeCased(context, ticks, color, width, false);
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

/** The tag sits on the top edge of the box, inside what the panel shows of the picture, clear of the panel's name where there is room. */
function drawTag(
  context: CanvasRenderingContext2D,
  text: string,
  projected: ProjectedCuboid,
  viewport: ImageViewport,
  panel: PanelRoom,
  image: Extent,
  style: CuboidStyle,
): void {
  const rectangle = projected.clipped;
  if (rectangle === undefined) return;
  const [left, top] = panelFromImage(viewport, [rectangle.left, rectangle.top]);
  context.font = TAG_FONT;
  const lockWidth = style.isLocked ? LOCK_WIDTH : 0;
  const width = Math.ceil(context.measureText(text).width) + 10 + lockWidth;
  const [firstX, firstY] = panelFromImage(viewport, [-0.5, -0.5]);
  const [lastX, lastY] = panelFromImage(viewport, [image.width - 0.5, image.height - 0.5]);
  const right = Math.min(panel.width, lastX) - width - 2;
  const bottom = Math.min(panel.height, lastY) - TAG_HEIGHT - 2;
  const y = Math.max(Math.max(0, firstY) + 2, Math.min(bottom, top - TAG_HEIGHT - 4));
  const clear = y < panel.name.height ? panel.name.width : 0;
  const x = Math.min(right, Math.max(Math.max(clear, firstX) + 2, left));
  context.fillStyle = style.isSelected ? style.color : 'rgba(11, 14, 19, 0.8)';
  context.beginPath();
  context.roundRect(x, y, width, TAG_HEIGHT, 3);
  context.fill();
  context.fillStyle = style.isSelected ? readableOn(style.color) : style.color;
  context.textBaseline = 'middle';
  context.fillText(text, x + 5 + lockWidth, y + TAG_HEIGHT / 2 + 0.5);
  if (style.isLocked) drawLock(context, x + 5, y + TAG_HEIGHT / 2);
}

/** A padlock in the colour of the tag's text. */
function drawLock(context: CanvasRenderingContext2D, x: number, middle: number): void {
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1.25;
  context.fillRect(x, middle - 0.5, 7, 4.5);
  context.beginPath();
  context.arc(x + 3.5, middle - 1.5, 2.25, Math.PI, 0);
  context.lineTo(x + 5.75, middle - 0.5);
  context.moveTo(x + 1.25, middle - 1.5);
  context.lineTo(x + 1.25, middle - 0.5);
  context.stroke();
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
