import type { TrackOutlier } from '../../../labels/motion/trackOutliers.ts';
import type { Finding, RuleId } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { RuleContext, TrackRule, TrackSight } from '../../rule.ts';
import { sightOutliers } from '../../sightOutliers.ts';

interface OutlierRuleHead {
  readonly id: RuleId;
  readonly reasons: readonly TrackOutlier['reason'][];
  readonly parameters: TrackRule['parameters'];
  /** Least amount that is told, in metres or radians. */
  least(context: RuleContext, className: string): number;
  params(outlier: TrackOutlier, sights: readonly TrackSight[]): Finding['params'];
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
      for (const outlier of sightOutliers(sights)) {
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
