import type { Quaternion } from '../../../geometry/quaternion.ts';
import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';
import { isSound } from '../../soundObjects.ts';

/** A quaternion that is not of length 1: some readers scale the box by it, others turn it otherwise. */
export const rotationNotUnit: FrameRule = {
  id: 'DAT005',
  severity: 'error',
  scope: 'frame',
  isFixable: true,
  parameters: {
    /** Written with three decimals it is off by no more. */
    mostDifference: 0.001,
  },
  *check({ id, objects }, context): Iterable<Finding> {
    for (const object of objects) {
      if (!isSound(object)) continue;
      const { centre, size, rotation } = object.cuboid;
      const norm = Math.hypot(...rotation);
      const off = Math.abs(norm - 1);
      if (off <= context.parameter('mostDifference')) continue;
      const [x, y, z, w] = rotation;
      const unit: Quaternion = [x / norm, y / norm, z / norm, w / norm];
      yield objectFinding(rotationNotUnit, id, object, context, {
        params: { norm: norm.toPrecision(4) },
        badness: off,
        fix: { kind: 'cuboid', objectId: object.id, cuboid: { centre, size, rotation: unit } },
      });
    }
  },
};
