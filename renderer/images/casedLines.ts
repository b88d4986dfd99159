import type { Pixel } from '#shared/camera/cameraModel.ts';
import { panelFromImage, type ImageViewport } from './imageViewport.ts';

/** Dark under every line: keeps it visible on sky as well as on asphalt. */
export const CASING = 'rgba(5, 7, 10, 0.66)';
const CASING_EXTRA = 2;

/** Adds a line of image pixels to a path in the panel's. */
export function tracePath(path: Path2D, points: readonly Pixel[], viewport: ImageViewport): void {
  points.forEach((point, i) => {
    const [x, y] = panelFromImage(viewport, point);
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
}

/** Draws the path over its casing, in CSS pixels; dashes of 6 with gaps of 4. */
export function strokeCased(
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
