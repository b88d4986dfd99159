import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { panelFromImage, type Extent, type ImageViewport } from './imageViewport.ts';

/** The panel that is drawn in, CSS pixels. */
export interface PanelRoom extends Extent {
  /** What its name covers of its upper left corner. */
  readonly name: Extent;
}

export interface TagStyle {
  /** Of the class, `#RRGGBB`. */
  readonly color: string;
  /** Filled with the colour. */
  readonly isSelected: boolean;
  /** A lock before the text. */
  readonly isLocked: boolean;
}

const TAG_FONT =
  '600 10.5px "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif';
const TAG_HEIGHT = 16;
/** Of the lock before the text, with the gap after it. */
const LOCK_WIDTH = 11;

/** The tag sits on the top edge of the box, inside what the panel shows of the picture, clear of the panel's name where there is room. */
export function drawTag(
  context: CanvasRenderingContext2D,
  text: string,
  rectangle: Rectangle,
  viewport: ImageViewport,
  panel: PanelRoom,
  image: Extent,
  style: TagStyle,
): void {
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
