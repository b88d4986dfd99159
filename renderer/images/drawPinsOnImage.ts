import { pixelInImage } from '#shared/camera/projectPoint.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Pin } from '#renderer/editor/session/pin.ts';
import { drawPin } from '#renderer/scene/overlay/drawPin.ts';
import { CASING } from './casedLines.ts';
import type { DisplayedImage } from './displayedImage.ts';
import { panelFromImage, type ImageViewport } from './imageViewport.ts';
import { seenThrough } from './seenThrough.ts';

/** On photographs, the dark theme's colours in both themes. */
const COLORS = { fill: '#E9EEF5', ink: '#0B0E13', casing: CASING, current: '#2F6FDB' };

/** The pins of one camera's image, and those at points that it sees. */
export function drawPinsOnImage(
  context: CanvasRenderingContext2D,
  pins: readonly Pin[],
  cameraId: string,
  shown: DisplayedImage,
  viewport: ImageViewport,
): void {
  for (const pin of pins) {
    const at = pixelOf(pin.at, cameraId, shown);
    if (at !== undefined) drawPin(context, panelFromImage(viewport, at), pin, COLORS);
  }
}

/** In the picture that is shown, whose lens may be undone. */
function pixelOf(
  at: Pin['at'],
  cameraId: string,
  { camera, calibrated, isUndistorted }: DisplayedImage,
): Pixel | undefined {
  if ('point' in at) return camera && pixelInImage(at.point, camera);
  if (at.camera !== cameraId) return undefined;
  if (!isUndistorted) return at.pixel;
  return calibrated && camera && seenThrough(at.pixel, calibrated, camera);
}
