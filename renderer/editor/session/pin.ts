import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { ReviewId } from '../document/records.ts';

/** CSS pixels: the round head, and from the place to its middle. */
export const PIN_RADIUS = 9;
export const PIN_STEM = 17;

/** Marks a place in the views: what was said there is told elsewhere. */
export interface Pin {
  /** A point of the label frame, metres; or a pixel of one camera's image, as it was taken. */
  readonly at: { readonly point: Vec3 } | { readonly camera: string; readonly pixel: Pixel };
  /** The number by which a list has it; empty: it is in none yet. */
  readonly text: string;
  /** It is looked at, or about to be put there. */
  readonly isCurrent: boolean;
  /** What a click on it opens. */
  readonly note?: ReviewId;
}
