import { distance } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** Points that look like an object, and no cuboid. An aid: one look tells whether something was forgotten. */
export const unlabelledObject: FrameRule = {
  id: 'REC001',
  severity: 'info',
  scope: 'frame',
  isFixable: false,
  parameters: {
    /** In [0, 1]; of what lies below, most is something else. */
    leastConfidence: 0.8,
    leastPoints: 30,
    mostRangeMetres: 40,
  },
  *check(frame, context): Iterable<Finding> {
    if (frame.points === undefined) return;
    const found = frame.points.unlabelled(frame.objects.map(({ cuboid }) => cuboid));
    for (const { cuboid, class: className, confidence, points } of found) {
      const parameter = (name: string): number => context.parameter(name, className);
      const range = distance(cuboid.centre, frame.sensor);
      if (confidence < parameter('leastConfidence') || points < parameter('leastPoints')) continue;
      if (range > parameter('mostRangeMetres')) continue;
      yield {
        rule: 'REC001',
        severity: 'info',
        frameId: frame.id,
        place: cuboid.centre,
        params: { class: className, points, rangeMetres: range, percent: 100 * confidence },
        badness: confidence,
      };
    }
  },
};
