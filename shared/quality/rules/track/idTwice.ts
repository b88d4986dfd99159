import type { Finding } from '../../finding.ts';
import { distance } from '../../../geometry/vec3.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** Two objects of one frame belong to one track. */
export const idTwice: FrameRule = {
  id: 'TRK010',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects }, context): Iterable<Finding> {
    const first = new Map<string, (typeof objects)[number]>();
    for (const object of objects) {
      const other = first.get(object.trackId);
      // With the same id, too, it is one record twice: DAT001.
      if (other === undefined) {
        first.set(object.trackId, object);
        continue;
      }
      if (other.id === object.id) continue;
      const apart = distance(object.cuboid.centre, other.cuboid.centre);
      yield objectFinding(idTwice, id, object, context, {
        params: { distanceMetres: apart },
        badness: 1 + apart,
      });
    }
  },
};
