import { distance } from '../../../geometry/vec3.ts';
import { occlusionOf } from '../../../labels/visibility.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import { pointCounts } from '../../pointCounts.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Fewer points than something of its size has at its distance: points fall off with the square of it, and grow with what
 * is seen of the object, about its height times the mean of its length and width. What is said to be hidden is left out.
 */
export const fewPoints: FrameRule = {
  id: 'PTS002',
  severity: 'info',
  scope: 'frame',
  isFixable: false,
  parameters: {
    /** On each square metre, at 10 m. */
    leastPointsAt10Metres: 2,
    /** Farther away it is a matter of luck. */
    mostRangeMetres: 40,
  },
  *check(frame, context): Iterable<Finding> {
    const counts = pointCounts(frame);
    if (counts === undefined) return;
    for (const [i, object] of frame.objects.entries()) {
      const points = counts[i]!;
      const occlusion = occlusionOf(object.attributes);
      if (points === 0 || occlusion === 'partly' || occlusion === 'largely') continue;
      const className = classOf(context, object);
      const range = distance(object.cuboid.centre, frame.sensor);
      if (range > context.parameter('mostRangeMetres', className)) continue;
      const [length, width, height] = object.cuboid.size;
      const area = (height * (length + width)) / 2;
      const least = context.parameter('leastPointsAt10Metres', className) * area * (10 / range) ** 2;
      if (points >= least) continue;
      yield objectFinding(fewPoints, frame.id, object, context, {
        params: { points, leastPoints: Math.ceil(least), rangeMetres: range },
        badness: least / points,
      });
    }
  },
};
