import { projectVisible } from '#shared/camera/projectVisible.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { rectangleArea } from '#shared/geometry/rectangle.ts';
import type { ProjectingCamera } from '#shared/labels/projectionsOf.ts';

/** Cut by less than this the image counts as showing the whole: a wheel's width at the border hides nothing. */
const NEARLY_WHOLE = 0.02;

/**
 * The camera that sees a cuboid best: the largest image (pixels) of the whole of it, else of a part of it. Undefined
 * where none sees any of it.
 */
export function bestCamera(cuboid: Cuboid, cameras: readonly ProjectingCamera[]): string | undefined {
  let best: { id: string; isWhole: boolean; area: number } | undefined;
  for (const { id, view } of cameras) {
    const projected = projectVisible(cuboid, view);
    if (projected === undefined) continue;
    const isWhole = projected.truncation < NEARLY_WHOLE;
    const area = rectangleArea(projected.clipped);
    const isBetter =
      best === undefined || (isWhole === best.isWhole ? area > best.area : isWhole && !best.isWhole);
    if (isBetter) best = { id, isWhole, area };
  }
  return best?.id;
}
