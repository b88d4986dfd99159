import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { TrackRule } from '../../rule.ts';
import { motionOfSights } from '../../sightMotion.ts';

/** Faster than its class ever is: a cuboid that is not where the object was, or two objects under one id. */
export const speed: TrackRule = {
  id: 'TRK003',
  severity: 'warning',
  scope: 'track',
  isFixable: false,
  parameters: {
    mostMetresPerSecond: 45,
    'mostMetresPerSecond.pedestrian': 10,
    'mostMetresPerSecond.rider': 25,
    'mostMetresPerSecond.cyclist': 25,
    'mostMetresPerSecond.bicycle': 25,
  },
  *check(_track, sights, context): Iterable<Finding> {
    for (const [i, { speed: found }] of motionOfSights(sights).entries()) {
      const { id, object } = sights[i]!;
      const most = context.parameter('mostMetresPerSecond', classOf(context, object));
      if (found === undefined || found <= most) continue;
      yield objectFinding(speed, id, object, context, {
        params: { speedMetresPerSecond: found, mostMetresPerSecond: most },
        badness: found / most,
      });
    }
  },
};
