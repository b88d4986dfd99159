import type { Intrinsics } from '../dataset/dataset.ts';
import type { Point2 } from '../geometry/point2.ts';
import type { Vec3 } from '../geometry/vec3.ts';

/** Pixels, u to the right and v downwards; (0, 0) is the centre of the top-left pixel. */
export type Pixel = Point2;

export type Segment3 = readonly [from: Vec3, to: Vec3];

/**
 * A lens: how camera-frame points (OpenCV axes: z forward, x right, y down; metres) become pixels.
 * Every model has a valid domain and answers undefined outside it, never a number that looks right: a polynomial
 * beyond its fold, or a point behind a pinhole, would otherwise be drawn in the middle of the image.
 */
export interface CameraModel {
  readonly intrinsics: Intrinsics;
  /** Straight lines stay straight: edges need no subdivision. */
  readonly isRectilinear: boolean;
  project(pointCamera: Vec3): Pixel | undefined;
  /** Unit vector in the camera frame; undefined where no ray reaches the pixel. */
  unproject(pixel: Pixel): Vec3 | undefined;
  /** The parts of the segment in the domain, in order: none, one, or (a wide lens with the middle behind it) two. */
  clipSegment(from: Vec3, to: Vec3): readonly Segment3[];
}
