import type { Transform } from './labels.ts';

interface Plane {
  /** Focal lengths, pixels. */
  readonly fx: number;
  readonly fy: number;
  /** The principal point, pixels. */
  readonly cx: number;
  readonly cy: number;
}

/** A lens; formulas and the order of coefficients are in `docs/cameras.md`. */
export type Intrinsics = Plane &
  (
    | { readonly model: 'pinhole' }
    /** OpenCV's `projectPoints`: 4, 5, 8, 12 or 14 coefficients. */
    | { readonly model: 'brown-conrady'; readonly coefficients: readonly number[] }
    /** OpenCV's `fisheye`: 4 coefficients. */
    | { readonly model: 'kannala-brandt'; readonly coefficients: readonly number[] }
    /** OpenCV's `omnidir`: 4 coefficients. */
    | { readonly model: 'mei'; readonly xi: number; readonly coefficients: readonly number[] }
    | { readonly model: 'double-sphere'; readonly xi: number; readonly alpha: number }
    | { readonly model: 'eucm'; readonly alpha: number; readonly beta: number }
    | { readonly model: 'radial-polynomial'; readonly coefficients: readonly number[] }
  );

/** A camera that cuboids can be projected to. */
export interface Camera {
  /** Of its images, pixels. */
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
  /** From the label frame to the camera's axes: z forward, x right, y down. */
  readonly cameraFromLabel: Transform;
}
