import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** Two records of one frame have the same id: of one of them no edit, review or link can be told from the other's. */
export const duplicateId: FrameRule = {
  id: 'DAT001',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects, boxes2d }, context): Iterable<Finding> {
    const known = new Set<string>();
    for (const object of objects) {
      if (known.has(object.id)) yield objectFinding(duplicateId, id, object, context, { badness: 1 });
      known.add(object.id);
    }
    for (const box of boxes2d) {
      if (known.has(box.id)) {
        yield {
          rule: 'DAT001',
          severity: 'error',
          frameId: id,
          box2dId: box.id,
          camera: box.camera,
          params: { camera: box.camera },
          badness: 1,
        };
      }
      known.add(box.id);
    }
  },
};
