import type { Cuboid } from '../../../geometry/cuboid.ts';
import { cuboidCorners } from '../../../geometry/cuboid.ts';
import { distance } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { QualityPoints } from '../../qualityFrame.ts';
import type { FrameRule } from '../../rule.ts';

/** Its bottom is above the ground under it, or in it. Offered as a fix: put down on it, the size as it is. */
export const offGround: FrameRule = {
  id: 'GEO003',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {
    mostAboveMetres: 0.5,
    mostBelowMetres: 0.5,
    /** Farther away the ground is hardly seen. */
    mostRangeMetres: 40,
  },
  *check({ id, objects, sensor, points }, context): Iterable<Finding> {
    if (points === undefined) return;
    for (const object of objects) {
      const { cuboid } = object;
      const className = classOf(context, object);
      if (distance(cuboid.centre, sensor) > context.parameter('mostRangeMetres', className)) continue;
      const above = heightAboveGround(cuboid, points);
      if (above === undefined) continue;
      const most = context.parameter(above > 0 ? 'mostAboveMetres' : 'mostBelowMetres', className);
      if (Math.abs(above) <= most) continue;
      const { centre, size, rotation } = cuboid;
      const lowered: Cuboid = { centre: [centre[0], centre[1], centre[2] - above], size, rotation };
      yield objectFinding(offGround, id, object, context, {
        params: { direction: above > 0 ? 'above' : 'below', heightMetres: Math.abs(above) },
        badness: Math.abs(above) / most,
        fix: { kind: 'cuboid', objectId: object.id, cuboid: lowered },
      });
    }
  },
};

/**
 * Of the cuboid's lowest point above the ground, metres: the median over its middle and corners, since under a row of
 * parked cars the ground is not known everywhere.
 */
function heightAboveGround(cuboid: Cuboid, points: QualityPoints): number | undefined {
  const corners = cuboidCorners(cuboid);
  const bottom = Math.min(...corners.map(([, , z]) => z));
  const places = [cuboid.centre, ...corners.slice(0, 2), ...corners.slice(4, 6)];
  const heights = places.flatMap(([x, y]) => points.groundHeight(x, y) ?? []).toSorted((a, b) => a - b);
  if (heights.length < 3) return undefined;
  return bottom - heights[heights.length >> 1]!;
}
