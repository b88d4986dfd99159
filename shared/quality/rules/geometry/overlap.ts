import { penetrationDepth } from '../../../geometry/penetration.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding, trackNumber } from '../../objectFinding.ts';
import type { QualityFrame } from '../../qualityFrame.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Two things in one place. By how far one of them would have to be moved; things that touch overlap a little in any
 * labels. Of what overlaps with several, the deepest.
 */
export const overlap: FrameRule = {
  id: 'GEO002',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {
    mostMetres: 0.25,
    /** Arm in arm. */
    'mostMetres.pedestrian': 0.4,
    /** Of the smallest side of both: narrow things are in each other for less. */
    mostShare: 0.35,
    'mostShare.pedestrian': 0.65,
  },
  *check({ id, objects }, context): Iterable<Finding> {
    for (const [i, object] of objects.entries()) {
      let worst: { other: QualityFrame['objects'][number]; depth: number; most: number } | undefined;
      for (const other of objects.slice(0, i)) {
        const depth = penetrationDepth(object.cuboid, other.cuboid);
        if (depth <= (worst?.depth ?? 0)) continue;
        const narrowest = Math.min(...object.cuboid.size, ...other.cuboid.size);
        const limits = [object, other].map((one) => {
          const className = classOf(context, one);
          return Math.min(
            context.parameter('mostMetres', className),
            narrowest * context.parameter('mostShare', className),
          );
        });
        const most = Math.max(...limits);
        if (depth > most) worst = { other, depth, most };
      }
      if (worst === undefined) continue;
      yield objectFinding(overlap, id, object, context, {
        params: {
          otherNumber: trackNumber(context, worst.other.trackId),
          otherClass: classOf(context, worst.other),
          depthMetres: worst.depth,
        },
        badness: worst.depth / worst.most,
      });
    }
  },
};
