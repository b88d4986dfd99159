import type { Vec3 } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { TrackRule } from '../../rule.ts';

const SIDES = ['length', 'width', 'height'] as const;

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
    const differences = sights.flatMap(({ id, object }) => {
      const className = classOf(context, object);
      return SIDES.map((side, axis) => {
        const [value, expected] = [object.cuboid.size[axis]!, usual[axis]!];
        const most = Math.max(
          context.parameter('mostMetres', className),
          expected * context.parameter('mostShare', className),
        );
        return { id, object, side, value, expected, badness: Math.abs(value - expected) / most };
      });
    });
    const worst = differences.reduce((a, b) => (b.badness > a.badness ? b : a));
    if (worst.badness <= 1) return;
    yield objectFinding(sizeDrift, worst.id, worst.object, context, {
      params: {
        side: worst.side,
        valueMetres: worst.value,
        usualMetres: worst.expected,
        frames: new Set(differences.flatMap(({ id, badness }) => (badness > 1 ? id : []))).size,
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
