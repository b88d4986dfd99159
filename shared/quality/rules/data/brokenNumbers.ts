import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';
import { isSound } from '../../soundObjects.ts';

/** NaN, infinite, a side that is not positive, a rotation of nothing: no other rule can say anything about it. */
export const brokenNumbers: FrameRule = {
  id: 'DAT004',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects }, context): Iterable<Finding> {
    for (const object of objects) {
      if (isSound(object)) continue;
      const { centre, size, rotation } = object.cuboid;
      const what = !areFinite(centre)
        ? 'centre'
        : !areFinite(size) || size.some((side) => side <= 0)
          ? 'size'
          : 'rotation';
      const numbers = { centre, size, rotation }[what].join(', ');
      yield objectFinding(brokenNumbers, id, object, context, { params: { what, numbers }, badness: 1 });
    }
  },
};

function areFinite(values: readonly number[]): boolean {
  return values.every(Number.isFinite);
}
