import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { TrackRule } from '../../rule.ts';
import { motionOfSights } from '../../sightMotion.ts';

/** Speeds up or brakes harder than its class can. At the worst sight of a run: its neighbours follow from it. */
export const acceleration: TrackRule = {
  id: 'TRK004',
  severity: 'warning',
  scope: 'track',
  isFixable: false,
  parameters: {
    mostMetresPerSecond2: 12,
    /** That labels by hand are off by from frame to frame, by which what stands still seems to speed up. */
    noiseMetres: 0.15,
  },
  *check(_track, sights, context): Iterable<Finding> {
    const motion = motionOfSights(sights);
    const excesses = motion.map(({ acceleration: found, stepSeconds }, i) => {
      const className = classOf(context, sights[i]!.object);
      // Twice differentiated noise of three places a step apart.
      const noise = (4 * context.parameter('noiseMetres', className)) / stepSeconds ** 2;
      const most = context.parameter('mostMetresPerSecond2', className) + noise;
      return found === undefined ? 0 : Math.abs(found) / most;
    });
    for (const [i, excess] of excesses.entries()) {
      if (excess <= 1 || excess < (excesses[i - 1] ?? 0) || excess <= (excesses[i + 1] ?? 0)) continue;
      const { id, object } = sights[i]!;
      yield objectFinding(acceleration, id, object, context, {
        params: {
          accelerationMetresPerSecond2: motion[i]!.acceleration!,
          mostMetresPerSecond2: context.parameter('mostMetresPerSecond2', classOf(context, object)),
        },
        badness: excess,
      });
    }
  },
};
