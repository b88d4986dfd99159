import { objectIdOf } from '../../../labels/ids.ts';
import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** An object's id is not the one that follows from its track and frame: merging will not know it for the same object. */
export const idNotDerived: FrameRule = {
  id: 'DAT007',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects }, context): Iterable<Finding> {
    for (const object of objects) {
      if (object.id === objectIdOf(object.trackId, id)) continue;
      yield objectFinding(idNotDerived, id, object, context, { badness: 1 });
    }
  },
};
