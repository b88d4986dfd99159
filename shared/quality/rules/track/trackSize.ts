import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { TrackRule } from '../../rule.ts';

/** The track has a size that holds in every frame, and a cuboid has another: each is put to the track's own. */
export const trackSize: TrackRule = {
  id: 'TRK002',
  severity: 'error',
  scope: 'track',
  isFixable: true,
  parameters: { mostMetres: 0.001 },
  *check({ size }, sights, context): Iterable<Finding> {
    if (size === undefined) return;
    for (const { id, object } of sights) {
      const { cuboid } = object;
      const off = Math.max(...size.map((side, axis) => Math.abs(side - cuboid.size[axis]!)));
      if (off <= context.parameter('mostMetres')) continue;
      const { centre, rotation } = cuboid;
      yield objectFinding(trackSize, id, object, context, {
        params: { differenceMetres: off },
        badness: off,
        fix: { kind: 'cuboid', objectId: object.id, cuboid: { centre, size, rotation } },
      });
    }
  },
};
