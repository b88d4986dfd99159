import { imageRectangle } from '#shared/camera/cameraView.ts';
import { projectVisibleBounds } from '#shared/camera/projectVisible.ts';
import { rectangleArea, sharedArea } from '#shared/geometry/rectangle.ts';
import { clampRectangle } from '#shared/quality/agreement/edges.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { importedBoxId } from '#shared/labels/ids.ts';
import type { Box2dJson } from '#shared/labels/sidecar.ts';

/** Standard deviation of an edge that a person draws. */
export const HAND_PIXELS = 2;
/** People draw what they see: not what is a few pixels wide, nor what others hide. */
const LEAST_SIDE = 6;
const LEAST_VISIBLE = 0.3;

/** Normally distributed, mean 0 and deviation 1 (Box and Muller 1958). */
export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * 2D boxes as a person would draw them of everything that a frame's cameras show: the projections, each edge off by noise,
 * not beyond the image.
 */
export function humanBoxes(
  frame: Pick<QualityFrame, 'id' | 'objects' | 'cameras'>,
  random: () => number,
  sigma = HAND_PIXELS,
): Box2dJson[] {
  const boxes: Box2dJson[] = [];
  for (const { id: camera, view } of frame.cameras) {
    if (view === undefined) continue;
    const seen = frame.objects.flatMap((object) => {
      const projected = projectVisibleBounds(object.cuboid, view);
      return projected === undefined ? [] : [{ object, projected }];
    });
    const image = imageRectangle(view.width, view.height);
    for (const { object, projected } of seen) {
      const { clipped, depth } = projected;
      const { left, top, right, bottom } = clipped;
      const hidden = seen.reduce(
        (most, other) =>
          other.projected.depth < depth ? Math.max(most, sharedArea(other.projected.clipped, clipped)) : most,
        0,
      );
      const noise = [0, 1, 2, 3].map(() => sigma * gaussian(random));
      if (Math.min(right - left, bottom - top) < LEAST_SIDE) continue;
      if (1 - hidden / rectangleArea(clipped) < LEAST_VISIBLE) continue;
      const drawn = {
        left: left + (left > image.left ? noise[0]! : 0),
        top: top + (top > image.top ? noise[1]! : 0),
        right: right + (right < image.right ? noise[2]! : 0),
        bottom: bottom + (bottom < image.bottom ? noise[3]! : 0),
      };
      if (drawn.right - drawn.left < 2 || drawn.bottom - drawn.top < 2) continue;
      boxes.push({
        id: importedBoxId(frame.id, camera, boxes.length),
        camera,
        rectangle: { ...clampRectangle(drawn, image) },
        class: object.class,
        source: 'manual',
        trackId: object.trackId,
        linkedBy: 'person',
      });
    }
  }
  return boxes;
}
