import { classOf, objectFinding } from '../../objectFinding.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** A class that the dataset's ontology does not have: whoever trains with it drops such objects without a word. */
export const unknownClass: FrameRule = {
  id: 'DAT003',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects, boxes2d }, context): Iterable<Finding> {
    const known = new Set(context.ontology.classes.map(({ name }) => name));
    for (const object of objects) {
      if (known.has(classOf(context, object))) continue;
      yield objectFinding(unknownClass, id, object, context, { badness: 1 });
    }
    for (const box of boxes2d) {
      if (known.has(box.class)) continue;
      yield {
        rule: 'DAT003',
        severity: 'error',
        frameId: id,
        box2dId: box.id,
        camera: box.camera,
        params: { class: box.class, camera: box.camera },
        badness: 1,
      };
    }
  },
};
