import { degreesFromRadians } from '../../../geometry/angle.ts';
import { fromYaw, toMatrix3, yawOf } from '../../../geometry/quaternion.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** Leans more than roads do. Offered as a fix: the same upright. */
export const notLevel: FrameRule = {
  id: 'GEO004',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: { mostDegrees: 12 },
  *check({ id, objects }, context): Iterable<Finding> {
    for (const object of objects) {
      const { centre, size, rotation } = object.cuboid;
      const norm = Math.hypot(...rotation);
      const [x, y, z, w] = rotation;
      const upright = toMatrix3([x / norm, y / norm, z / norm, w / norm])[8];
      const lean = degreesFromRadians(Math.acos(Math.min(1, Math.max(-1, upright))));
      const most = context.parameter('mostDegrees', classOf(context, object));
      if (lean <= most) continue;
      yield objectFinding(notLevel, id, object, context, {
        params: { angleDegrees: lean },
        badness: lean / most,
        fix: {
          kind: 'cuboid',
          objectId: object.id,
          cuboid: { centre, size, rotation: fromYaw(yawOf(rotation)) },
        },
      });
    }
  },
};
