import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { disagreement, numberOf, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Cuboid and 2D boxes disagree, and no single correction of the cuboid puts it right: several things are wrong with it,
 * or it is the 2D box that is. So too a 2D box of an object that its camera cannot see.
 */
export const disagrees: FrameRule = {
  id: 'AGR013',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    const { objects, scene, conflicts } = analyseFrame(frame, context);
    for (const agreement of objects) {
      if (agreement.verdict !== 'unexplained') continue;
      // What explains only part of it is no fix.
      const { fix: _, ...finding } = disagreement(disagrees, frame, agreement, context, {
        sigma: rounded(agreement.sigma, 1),
      });
      yield finding;
    }
    const inConflict = new Set(conflicts.map(({ box }) => box.id));
    const byTrack = new Map(frame.objects.map((object) => [object.trackId, object]));
    for (const { boxes, byTrack: seen } of scene.cameras.values()) {
      for (const box of boxes) {
        const object = box.trackId === undefined ? undefined : byTrack.get(box.trackId);
        if (object === undefined || seen.has(object.trackId) || inConflict.has(box.id)) continue;
        const { left, top, right, bottom } = box.rectangle;
        yield {
          rule: 'AGR013',
          severity: 'warning',
          frameId: frame.id,
          trackId: object.trackId,
          objectId: object.id,
          box2dId: box.id,
          camera: box.camera,
          params: {
            class: object.class,
            number: numberOf(object.trackId, context),
            camera: box.camera,
            iou: 0,
            reason: 'outOfView',
          },
          badness: Math.hypot(right - left, bottom - top),
        };
      }
    }
  },
};
