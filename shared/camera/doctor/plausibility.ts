import type { Intrinsics } from '../../dataset/dataset.ts';
import type { Assessment } from './assess.ts';

/**
 * What an assessment is worth, in the unit of its edges' peak: edges and boxes, less for every way in which the camera would be
 * unusual. Cameras stand upright and level within a few metres of a lidar, see points, and have their optical axis near the
 * middle.
 */
export function plausibility(
  { agreement, upright, roll, away, inImage, covered }: Assessment,
  { cx, cy }: Pick<Intrinsics, 'cx' | 'cy'>,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const offAxis = [(cx + 0.5) / width - 0.5, (cy + 0.5) / height - 0.5]
    .map((share) => ramp(Math.abs(share), 0.06, 0.3) * 4)
    .reduce((a, b) => a + b);
  const tilted = ramp(-upright, -0.7, -0.2) * 3 + ramp(Math.abs(roll), 0.12, 0.45) * 2;
  const distant = ramp(away, 4, 20) * 4;
  const blind = ramp(-inImage, -0.04, -0.001) * 3 + ramp(-covered, -0.3, -0.05) * 1.5;
  return agreement - offAxis - tilted - distant - blind;
}

/** 0 up to `from`, 1 from `to` on, straight between. */
function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
