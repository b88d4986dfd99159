import { transformPoint } from '../../../geometry/rigidTransform.ts';
import { distance, type Vec3 } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { TrackRule } from '../../rule.ts';

/** Its track says that it stands still in the world, and it does not. At the frame where it is farthest from its middle. */
export const staticMoves: TrackRule = {
  id: 'TRK012',
  severity: 'warning',
  scope: 'track',
  isFixable: false,
  parameters: { mostMetres: 0.5 },
  *check(track, sights, context): Iterable<Finding> {
    if (track.static !== true) return;
    const places = sights.flatMap((sight) =>
      sight.worldFromLabel === undefined
        ? []
        : [{ sight, place: transformPoint(sight.worldFromLabel, sight.object.cuboid.centre) }],
    );
    if (places.length < 2) return;
    const middle = medianPlace(places.map(({ place }) => place));
    const worst = places
      .map(({ sight, place }) => ({ sight, metres: distance(place, middle) }))
      .reduce((a, b) => (b.metres > a.metres ? b : a));
    const most = context.parameter('mostMetres', classOf(context, worst.sight.object));
    if (worst.metres <= most) return;
    yield objectFinding(staticMoves, worst.sight.id, worst.sight.object, context, {
      params: { distanceMetres: worst.metres },
      badness: worst.metres / most,
    });
  },
};

function medianPlace(places: readonly Vec3[]): Vec3 {
  const median = (axis: 0 | 1 | 2): number =>
    places.map((place) => place[axis]).toSorted((a, b) => a - b)[places.length >> 1]!;
  return [median(0), median(1), median(2)];
}
