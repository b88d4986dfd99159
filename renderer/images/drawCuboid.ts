import type { Pixel } from '#shared/camera/cameraModel.ts';
import { imageRectangle } from '#shared/camera/cameraView.ts';
import type { ProjectedCuboid } from '#shared/camera/projectCuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { borderTicks } from './borderTicks.ts';
import { strokeCased, tracePath } from './casedLines.ts';
import { drawTag, type PanelRoom } from './drawTag.ts';
import { panelFromImage, type Extent, type ImageViewport } from './imageViewport.ts';

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
  if (style.tag !== undefined && projected.clipped !== undefined)
    drawTag(context, style.tag, projected.clipped, viewport, panel, image, style);
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
