import { distance } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import { pointCounts } from '../../pointCounts.ts';
import type { FrameRule } from '../../rule.ts';

/** No point in it, where the lidar would see something: it is in the wrong place, or there is nothing. */
export const emptyCuboid: FrameRule = {
  id: 'PTS001',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: { mostRangeMetres: 60 },
  *check(frame, context): Iterable<Finding> {
    const counts = pointCounts(frame);
    if (counts === undefined) return;
    for (const [i, object] of frame.objects.entries()) {
      if (counts[i] !== 0) continue;
      const range = distance(object.cuboid.centre, frame.sensor);
      if (range > context.parameter('mostRangeMetres', classOf(context, object))) continue;
      yield objectFinding(emptyCuboid, frame.id, object, context, {
        params: { rangeMetres: range },
        badness: 1 / Math.max(1, range),
      });
    }
  },
};
