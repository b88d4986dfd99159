import type { Vec3 } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { TrackRule, TrackSight } from '../../rule.ts';

const SIDES = ['length', 'width', 'height'] as const;

interface Difference {
  readonly id: string;
  readonly object: TrackSight['object'];
  readonly side: (typeof SIDES)[number];
  readonly value: number;
  readonly expected: number;
  readonly badness: number;
}

/**
 * A rigid object whose size is not the same in all frames of its track. Compared with the track's own size where it has
 * one, else with the median. At the frame where it differs most: one for a track.
 */
export const sizeDrift: TrackRule = {
  id: 'TRK001',
  severity: 'warning',
  scope: 'track',
  isFixable: false,
  parameters: {
    /** Both must be exceeded. */
    mostShare: 0.1,
    mostMetres: 0.25,
    /** Arms and legs. */
    'mostMetres.pedestrian': 0.6,
  },
  *check(track, sights, context): Iterable<Finding> {
    if (sights.length < 2) return;
    const usual = track.size ?? medianSize(sights.map(({ object }) => object.cuboid.size));
    let worst: Difference | undefined;
    let frames = 0;
    for (const { id, object } of sights) {
      const className = classOf(context, object);
      const [mostMetres, mostShare] = [
        context.parameter('mostMetres', className),
        context.parameter('mostShare', className),
      ];
      let isOff = false;
      for (const [axis, side] of SIDES.entries()) {
        const [value, expected] = [object.cuboid.size[axis]!, usual[axis]!];
        const badness = Math.abs(value - expected) / Math.max(mostMetres, expected * mostShare);
        isOff ||= badness > 1;
        if (badness > (worst?.badness ?? 1)) worst = { id, object, side, value, expected, badness };
      }
      if (isOff) frames += 1;
    }
    if (worst === undefined) return;
    yield objectFinding(sizeDrift, worst.id, worst.object, context, {
      params: {
        side: worst.side,
        valueMetres: worst.value,
        usualMetres: worst.expected,
        frames,
      },
      badness: worst.badness,
    });
  },
};

function medianSize(sizes: readonly Vec3[]): Vec3 {
  const median = (axis: 0 | 1 | 2): number =>
    sizes.map((size) => size[axis]).toSorted((a, b) => a - b)[sizes.length >> 1]!;
  return [median(0), median(1), median(2)];
}
