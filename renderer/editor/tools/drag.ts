import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { ToolReadout } from './toolOverlay.ts';
import type { Modifiers, ToolView } from './view.ts';

/** A drag of one cuboid, always computed from where it began. */
export interface Drag {
  readonly label: 'move' | 'resize' | 'rotate';
  /** The cuboid for the pointer at that position; undefined where the position means nothing (beyond the horizon). */
  to(view: ToolView, position: Pixel, modifiers: Modifiers): Cuboid | undefined;
  /** The point of the cloud that this position snaps to. */
  taken?(view: ToolView, position: Pixel, modifiers: Modifiers): Vec3 | undefined;
  readout(now: Cuboid): ToolReadout;
  guide(now: Cuboid): readonly [Vec3, Vec3] | undefined;
}

/** Farther than this from where it began, a drag has met the horizon and not a place. */
export const FARTHEST_DRAG = 500;
