import { degreesFromRadians } from '../../../geometry/angle.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { TrackRule } from '../../rule.ts';
import { motionOfSights } from '../../sightMotion.ts';

/** Turns faster than its class can. At the worst sight of a run; what turns at one moment alone is a jump: TRK006. */
export const yawRate: TrackRule = {
  id: 'TRK005',
  severity: 'warning',
  scope: 'track',
  isFixable: false,
  parameters: {
    mostDegreesPerSecond: 90,
    /** On their heels. */
    'mostDegreesPerSecond.pedestrian': 360,
    /** That labels by hand are off by from frame to frame. */
    noiseDegrees: 8,
  },
  *check(_track, sights, context): Iterable<Finding> {
    const motion = motionOfSights(sights);
    const excesses = motion.map(({ yawRate: found, stepSeconds }, i) => {
      const className = classOf(context, sights[i]!.object);
      const noise = context.parameter('noiseDegrees', className) / stepSeconds;
      const most = context.parameter('mostDegreesPerSecond', className) + noise;
      return found === undefined ? 0 : Math.abs(degreesFromRadians(found)) / most;
    });
    for (const [i, excess] of excesses.entries()) {
      if (excess <= 1 || excess < (excesses[i - 1] ?? 0) || excess <= (excesses[i + 1] ?? 0)) continue;
      const { id, object } = sights[i]!;
      yield objectFinding(yawRate, id, object, context, {
        params: {
          rateDegreesPerSecond: degreesFromRadians(motion[i]!.yawRate!),
          mostDegreesPerSecond: context.parameter('mostDegreesPerSecond', classOf(context, object)),
        },
        badness: excess,
      });
    }
  },
};
