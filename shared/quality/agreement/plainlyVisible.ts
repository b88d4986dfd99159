import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import type { CameraScene } from './frameScene.ts';
import type { LinkConflict } from './linkConflicts.ts';
import type { Sight } from './sight.ts';

/** From when on a person must have seen an object on an image. */
export const VISIBILITY_PARAMETERS = {
  /** The shorter side of what is in the image: four times what an edge is off by. */
  leastSidePixels: 8,
  /** What nearer cuboids leave of it. */
  leastVisibleShare: 0.5,
  /** What the image's border may cut off. */
  mostTruncation: 0.7,
  /** Lidar points, where they are known: what stands behind a wall has few. */
  leastPoints: 5,
} as const;

export function isPlainlyVisible(
  { projected: { clipped, truncation }, hiddenShare }: Sight,
  { parameter }: Pick<RuleContext, 'parameter'>,
): boolean {
  const side = Math.min(clipped.right - clipped.left, clipped.bottom - clipped.top);
  return (
    side >= parameter('leastSidePixels') &&
    1 - hiddenShare >= parameter('leastVisibleShare') &&
    truncation <= parameter('mostTruncation')
  );
}

/** The objects that a camera sees and that no 2D box on it, right or wrong, is linked to or fits. */
export function withoutBox(
  { sights }: CameraScene,
  { boxes2d }: Pick<QualityFrame, 'boxes2d'>,
  conflicts: readonly LinkConflict[],
): Sight[] {
  return sights.filter(
    ({ object, camera }) =>
      !boxes2d.some((box) => box.camera === camera && box.trackId === object.trackId) &&
      !conflicts.some(({ box, to }) => box.camera === camera && to.object === object),
  );
}
