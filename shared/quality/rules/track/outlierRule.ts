import { trackOutliers, type TrackOutlier } from '../../../labels/motion/trackOutliers.ts';
import type { Finding, RuleId } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { RuleContext, TrackRule, TrackSight } from '../../rule.ts';
import { placeSights } from '../../sightMotion.ts';

interface OutlierRuleHead {
  readonly id: RuleId;
  readonly reasons: readonly TrackOutlier['reason'][];
  readonly parameters: TrackRule['parameters'];
  /** Least amount that is told, in metres or radians. */
  least(context: RuleContext, className: string): number;
  params(outlier: TrackOutlier, sights: readonly TrackSight[]): Finding['params'];
}

const KNOWN = new WeakMap<readonly TrackSight[], readonly TrackOutlier[]>();

/** Several rules ask for the same outliers of the same track. */
function outliersOf(sights: readonly TrackSight[]): readonly TrackOutlier[] {
  const known = KNOWN.get(sights);
  if (known !== undefined) return known;
  const { motion, placed } = placeSights(sights);
  const found = trackOutliers(motion, placed);
  KNOWN.set(sights, found);
  return found;
}

/** A rule over what `trackOutliers` finds: frames in which an object is not where, or not turned as, its others say. */
export function outlierRule({ id, reasons, parameters, least, params }: OutlierRuleHead): TrackRule {
  const rule: TrackRule = {
    id,
    severity: 'warning',
    scope: 'track',
    isFixable: false,
    parameters,
    *check(_track, sights, context): Iterable<Finding> {
      for (const outlier of outliersOf(sights)) {
        const sight = sights[outlier.index]!;
        const limit = least(context, classOf(context, sight.object));
        if (!reasons.includes(outlier.reason) || outlier.amount < limit) continue;
        yield objectFinding(rule, sight.id, sight.object, context, {
          params: params(outlier, sights),
          badness: outlier.amount / Math.max(limit, 1e-9),
        });
      }
    },
  };
  return rule;
}
