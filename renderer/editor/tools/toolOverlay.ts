import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Handle } from './handles.ts';
import type { ToolCursor } from './view.ts';

/** Four corners on the ground, counter-clockwise seen from above, label frame. */
export type Footprint = readonly [Vec3, Vec3, Vec3, Vec3];

/** What a drag has done so far: metres for `move` and `resize`, radians for `rotate`. */
export interface ToolReadout {
  readonly kind: 'move' | 'resize' | 'rotate';
  readonly delta: number;
  /** The new distance moved, side length, or yaw. */
  readonly value: number;
}

/** Two places whose distance is asked for; label frame. */
export interface Measurement {
  readonly from: Vec3;
  readonly to: Vec3;
  /** The second one still follows the pointer. */
  readonly isOpen: boolean;
}

/** What is being done, for views to draw beside the labels themselves. */
export interface ToolOverlay {
  readonly cursor: ToolCursor;
  readonly hoveredHandle?: Handle;
  readonly activeHandle?: Handle;
  /** The rectangle being drawn, or fitted. */
  readonly footprint?: Footprint;
  readonly readout?: ToolReadout;
  /** The point of the cloud that was taken: by a face that snapped to it, or to measure from or to. */
  readonly taken?: Vec3;
  /** The rubber band, pixels of the view that it began in. */
  readonly band?: Rectangle;
  readonly measurement?: Measurement;
  /** The view under the pointer, or that the drag began in. */
  readonly viewId?: string;
  /** The line along which a face moves, or from the centre to the front while turning; label frame. */
  readonly guide?: readonly [Vec3, Vec3];
}
