import { intersectCuboid } from '#shared/geometry/ray.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidRecord } from '../document/records.ts';
import type { EditorState } from '../session/editorState.ts';
import { isPickable } from '../session/trackView.ts';
import { cuboidsOnScreen } from '../session/viewFilter.ts';
import { HANDLE_TARGET } from './handles.ts';
import { pixelDistance } from './pixels.ts';
import type { ToolView } from './view.ts';

/** What the pointer may select in the views of the frame on screen: neither hidden nor locked. */
export function pickableCuboids(
  document: LabelDocument,
  state: Pick<EditorState, 'frameId' | 'trackView' | 'filter' | 'selection'>,
): readonly CuboidRecord[] {
  return cuboidsOnScreen(document, state).filter(({ trackId }) => isPickable(state.trackView, trackId));
}

/**
 * The cuboid under a screen position: the nearest that the ray there meets, else one whose centre appears within the
 * smallest comfortable target, since far cuboids are only a few pixels large.
 */
export function pickCuboid(
  cuboids: readonly CuboidRecord[],
  view: ToolView,
  position: Pixel,
): CuboidRecord | undefined {
  const ray = view.rayAt(position);
  if (ray === undefined) return undefined;
  return (
    nearest(cuboids, ({ cuboid }) => within(intersectCuboid(ray, cuboid)?.distance, view.reach)) ??
    nearest(cuboids, ({ cuboid }) => {
      // What is cut away is not there.
      if (view.reach !== undefined && view.reach < Infinity) return undefined;
      const centre = view.project(cuboid.centre);
      const away = centre === undefined ? Infinity : pixelDistance(centre, position);
      return away <= HANDLE_TARGET / 2 ? away : undefined;
    })
  );
}

function within(distance: number | undefined, reach = Infinity): number | undefined {
  return distance !== undefined && distance <= reach ? distance : undefined;
}

function nearest(
  cuboids: readonly CuboidRecord[],
  distanceOf: (record: CuboidRecord) => number | undefined,
): CuboidRecord | undefined {
  let best: CuboidRecord | undefined;
  let shortest = Infinity;
  for (const record of cuboids) {
    const distance = distanceOf(record);
    if (distance === undefined || distance >= shortest) continue;
    best = record;
    shortest = distance;
  }
  return best;
}
