import { HEIGHT_RANGE_METRES, type ToneKind } from '#shared/pointcloud/tonePoints.ts';
import type { LabelledPoints } from '#shared/pointcloud/shownPoints.ts';
import type { CameraPoints } from '#renderer/workers/protocol.ts';
import { HIDDEN_OWNER } from './ownedPoints.ts';
import type { Extent, ImageViewport } from './imageViewport.ts';

/**
 * Side of the squares, pixels of the canvas: what the person has chosen, but at most half of what points are apart, so
 * that a small panel still shows its picture.
 *
 * @param size CSS pixels, of which each is `pixelRatio` of the canvas
 * @param image pixels of the image, of which each is `scale` CSS pixels
 */
export function pointSide(
  size: number,
  pixelRatio: number,
  count: number,
  image: Extent,
  scale: number,
): number {
  const apart = Math.sqrt((image.width * image.height) / Math.max(1, count)) * scale;
  return Math.max(1, Math.round(Math.min(size, apart / 2) * pixelRatio));
}

/** How points are drawn into a panel. */
export interface PointStyle {
  readonly tone: ToneKind;
  /** Colours that points have of their own, as those of the ramp; 0: none, `HIDDEN_OWNER`: none that is shown. */
  readonly own: Uint32Array | undefined;
  /** Only those that have such a colour are drawn, or only those that have none; undefined: all. */
  readonly keeps?: LabelledPoints['keeps'] | undefined;
  /** The ramp's 256 opaque colours as a canvas keeps them in memory. */
  readonly ramp: Uint32Array;
  /** Side of the square that a point is drawn as, pixels of the canvas. */
  readonly side: number;
}

/** Below a quarter of a metre above the ground, as in the scene. */
const GROUND_TONE = Math.round((0.25 / HEIGHT_RANGE_METRES) * 255);
const COLOR_BITS = 0x00ffffff;
/** The road steps back, so that the picture of it can be seen. */
const GROUND_ALPHA = 0x8c << 24;

/**
 * Draws points as squares into the pixels of a canvas, in any order: near ones hide far ones already (see
 * `CoarseDepth`). Everything is written anew: what was there goes.
 *
 * @param viewport how the image lies in the canvas, in pixels of the canvas
 */
export function paintPoints(
  pixels: Uint32Array,
  { width, height }: Extent,
  { count, pixels: places, tones }: Pick<CameraPoints, 'count' | 'pixels' | 'tones'>,
  { tone, own, keeps, ramp, side }: PointStyle,
  { scale, offsetX, offsetY }: ImageViewport,
): void {
  pixels.fill(0);
  const shown = tones[tone];
  const before = (side - 1) / 2;
  for (let i = 0; i < count; i++) {
    const left = Math.round(places[2 * i]! * scale + offsetX - before);
    const top = Math.round(places[2 * i + 1]! * scale + offsetY - before);
    if (left <= -side || top <= -side || left >= width || top >= height) continue;
    let color = own?.[i] ?? 0;
    if (keeps !== undefined && (color !== 0) !== (keeps === 'inside')) continue;
    if (color === 0 || color === HIDDEN_OWNER) {
      const opaque = ramp[shown[i]!]!;
      color = tones.height[i]! < GROUND_TONE ? (opaque & COLOR_BITS) | GROUND_ALPHA : opaque;
    }
    const right = Math.min(width, left + side);
    const bottom = Math.min(height, top + side);
    for (let y = Math.max(0, top); y < bottom; y++) {
      for (let x = Math.max(0, left); x < right; x++) pixels[y * width + x] = color;
    }
  }
}
