import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import type { LabelledBox } from './scene.ts';

/** The labels of a frame, as sidecars have them. */
export interface FrameLabels {
  readonly objects: readonly { readonly trackId: string; readonly cuboid: Cuboid }[];
  readonly boxes2d: readonly {
    readonly trackId?: string | undefined;
    readonly camera: string;
    readonly rectangle: Rectangle;
  }[];
}

/** The objects that are labelled both in space and on an image: cuboids and 2D boxes of one track. */
export function labelledBoxes({ objects, boxes2d }: FrameLabels): readonly LabelledBox[] {
  const cuboids = new Map(objects.map(({ trackId, cuboid }) => [trackId, cuboid]));
  return boxes2d.flatMap(({ trackId, camera, rectangle }) => {
    const cuboid = trackId === undefined ? undefined : cuboids.get(trackId);
    return cuboid === undefined ? [] : [{ camera, cuboid, rectangle }];
  });
}
