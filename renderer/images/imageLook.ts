import type { CameraView } from '#shared/camera/cameraView.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { ImageTone } from '#shared/host/settings.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Extent, ImageViewport } from './imageViewport.ts';
import type { PointsLook } from './pointsLayer.ts';

/** A track, or the proposal that is looked at. */
export type Followed = TrackId | 'proposal';

/** What a panel shows that is not of the session. */
export interface ImageLook {
  readonly tone: ImageTone;
  /** The lens is undone, where it is no pinhole. */
  readonly isUndistorted: boolean;
  /** Undefined: no lidar points over the image. */
  readonly points: PointsLook | undefined;
  /** What the panel stays close to, whatever track the images are zoomed to. */
  readonly follows: Followed | undefined;
  /** What the panel stays close to instead, pixels of the image. */
  readonly area?: Rectangle | undefined;
  /** Drawn over all else, in CSS pixels of the panel. */
  readonly over?: ((context: CanvasRenderingContext2D, seen: SeenImage) => void) | undefined;
  /** Said in the tag of a cuboid of which the image shows a part only; `ratio`: of it that is missing, 0 … 1. */
  truncated(ratio: number): string;
}

/** How an image lies in its panel, and what it was taken with. */
export interface SeenImage {
  readonly camera: CameraView;
  readonly viewport: ImageViewport;
  readonly panel: Extent;
  /** The lens is undone: its pixels are not those of the original. */
  readonly isUndistorted: boolean;
}
