import type { Pixel } from '#shared/camera/cameraModel.ts';
import { rectanglesOverlap, type Rectangle } from '#shared/geometry/rectangle.ts';

/**
 * How an image lies in its panel: CSS position = image pixel · scale + offset. Image pixel (0, 0) is the centre of the
 * top-left pixel, so the picture itself covers −0.5 … width − 0.5.
 */
export interface ImageViewport {
  /** CSS pixels per image pixel. */
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Closest view: one image pixel fills this many CSS pixels. */
const MAX_SCALE = 32;
/** A close-up shows this many times the size of what it is of. */
const CLOSE_UP = 3;
/** CSS pixels that a line may reach beyond what it outlines. */
const LINE_ROOM = 4;
/** How far below "the whole image fits" a person may zoom out. */
const MIN_FIT_RATIO = 0.5;

/** The whole image, centred, as large as the panel allows. */
export function fitViewport(image: Extent, panel: Extent): ImageViewport {
  const scale = Math.min(panel.width / image.width, panel.height / image.height);
  return {
    scale,
    offsetX: (panel.width - (image.width - 1) * scale) / 2,
    offsetY: (panel.height - (image.height - 1) * scale) / 2,
  };
}

/**
 * An area of the image in the middle of the panel, which shows three times as much as the area: where it stands matters
 * as much as what it is. Less of the image, where the panel would otherwise stay partly empty and all of the area can
 * still be seen. Beyond the image's border nothing is shown that the panel could fill with image.
 *
 * @param area pixels of the image
 */
export function closeUpViewport(area: Rectangle, image: Extent, panel: Extent): ImageViewport {
  const whole = Math.min(
    panel.width / Math.max(1, area.right - area.left),
    panel.height / Math.max(1, area.bottom - area.top),
  );
  const fills = Math.max(panel.width / image.width, panel.height / image.height);
  const smallest = Math.max(fitViewport(image, panel).scale, Math.min(fills, whole));
  const scale = Math.min(MAX_SCALE, Math.max(smallest, whole / CLOSE_UP));
  return {
    scale,
    offsetX: centred((area.left + area.right) / 2, scale, image.width, panel.width),
    offsetY: centred((area.top + area.bottom) / 2, scale, image.height, panel.height),
  };
}

/** The offset that brings an image coordinate to the panel's middle, as far as the image reaches. */
function centred(at: number, scale: number, imageLength: number, panelLength: number): number {
  if (imageLength * scale <= panelLength) return (panelLength - (imageLength - 1) * scale) / 2;
  // The picture begins half a pixel before the centre of its first one.
  const first = scale / 2;
  const last = panelLength - (imageLength - 0.5) * scale;
  return Math.min(first, Math.max(last, panelLength / 2 - at * scale));
}

/** Can anything of an area of the image, drawn with lines of some pixels around it, be seen in the panel? */
export function isInPanel(area: Rectangle, viewport: ImageViewport, panel: Extent): boolean {
  const [left, top] = panelFromImage(viewport, [area.left, area.top]);
  const [right, bottom] = panelFromImage(viewport, [area.right, area.bottom]);
  return rectanglesOverlap(
    { left, top, right, bottom },
    {
      left: -LINE_ROOM,
      top: -LINE_ROOM,
      right: panel.width + LINE_ROOM,
      bottom: panel.height + LINE_ROOM,
    },
  );
}

/** Zooms by `factor` so that the image point under `at` (CSS pixels) stays there. */
export function zoomAt(
  viewport: ImageViewport,
  at: Pixel,
  factor: number,
  image: Extent,
  panel: Extent,
): ImageViewport {
  const smallest = fitViewport(image, panel).scale * MIN_FIT_RATIO;
  const scale = Math.min(MAX_SCALE, Math.max(smallest, viewport.scale * factor));
  const ratio = scale / viewport.scale;
  const moved = {
    scale,
    offsetX: at[0] - (at[0] - viewport.offsetX) * ratio,
    offsetY: at[1] - (at[1] - viewport.offsetY) * ratio,
  };
  return keepVisible(moved, image, panel);
}

export function panBy(
  viewport: ImageViewport,
  dx: number,
  dy: number,
  image: Extent,
  panel: Extent,
): ImageViewport {
  return keepVisible(
    { ...viewport, offsetX: viewport.offsetX + dx, offsetY: viewport.offsetY + dy },
    image,
    panel,
  );
}

export function panelFromImage(viewport: ImageViewport, pixel: Pixel): Pixel {
  return [pixel[0] * viewport.scale + viewport.offsetX, pixel[1] * viewport.scale + viewport.offsetY];
}

export function imageFromPanel(viewport: ImageViewport, position: Pixel): Pixel {
  return [
    (position[0] - viewport.offsetX) / viewport.scale,
    (position[1] - viewport.offsetY) / viewport.scale,
  ];
}

/** The centre of the panel always shows some of the image, so that it cannot be lost. */
function keepVisible(viewport: ImageViewport, image: Extent, panel: Extent): ImageViewport {
  const clamp = (offset: number, imageLength: number, panelLength: number): number =>
    Math.min(panelLength / 2, Math.max(panelLength / 2 - (imageLength - 1) * viewport.scale, offset));
  return {
    scale: viewport.scale,
    offsetX: clamp(viewport.offsetX, image.width, panel.width),
    offsetY: clamp(viewport.offsetY, image.height, panel.height),
  };
}
