import { degreesFromRadians, wrapAngle } from '../../../geometry/angle.ts';
import { toMatrix3, yawOf } from '../../../geometry/quaternion.ts';
import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';
import { isSound } from '../../soundObjects.ts';

/** Where the box's +x axis points this nearly straight up or down, it has no heading to compare. */
const LEVEL = 1e-3;
const UNIT = 1e-3;

/** The yaw that is written beside the rotation is another: whoever reads only one of them has another box. */
export const yawDiffers: FrameRule = {
  id: 'DAT006',
  severity: 'error',
  scope: 'frame',
  isFixable: true,
  parameters: { mostDegrees: 0.0001 },
  *check({ id, objects }, context): Iterable<Finding> {
    for (const object of objects) {
      if (!isSound(object)) continue;
      const { centre, size, rotation, yaw } = object.cuboid;
      // Of a longer quaternion another rule speaks, and its yaw says nothing.
      if (Math.abs(Math.hypot(...rotation) - 1) > UNIT) continue;
      const axes = toMatrix3(rotation);
      if (Math.hypot(axes[0], axes[3]) <= LEVEL) continue;
      const off = degreesFromRadians(Math.abs(wrapAngle(yaw - yawOf(rotation))));
      if (off <= context.parameter('mostDegrees')) continue;
      yield objectFinding(yawDiffers, id, object, context, {
        params: {
          yawDegrees: degreesFromRadians(yaw),
          rotationDegrees: degreesFromRadians(yawOf(rotation)),
        },
        badness: off,
        // Yaw is derived: whoever writes the cuboid writes it anew.
        fix: { kind: 'cuboid', objectId: object.id, cuboid: { centre, size, rotation } },
      });
    }
  },
};
