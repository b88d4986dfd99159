import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { numberOf } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { FrameRule, RuleContext } from '../../rule.ts';

/**
 * Wrong class: an object is of one class in space and of another on an image. Which of them is right, its size tells where
 * it fits one class much better; else a person must.
 */
export const wrongClass: FrameRule = {
  id: 'AGR005',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    const { scene, conflicts } = analyseFrame(frame, context);
    const inConflict = new Set(conflicts.map(({ box }) => box.id));
    const objects = new Map(frame.objects.map((object) => [object.trackId, object]));
    const known = new Set(context.ontology.classes.map(({ name }) => name));
    for (const box of [...scene.cameras.values()].flatMap(({ boxes }) => boxes)) {
      const object = box.trackId === undefined ? undefined : objects.get(box.trackId);
      if (object === undefined || inConflict.has(box.id)) continue;
      const own = context.tracks.get(object.trackId)?.class ?? object.class;
      // A detector's words that the dataset does not have are another language, not another opinion.
      if (own.toLowerCase() === box.class.toLowerCase() || !known.has(box.class)) continue;
      const gain = misfit(own, object.cuboid.size, context) - misfit(box.class, object.cuboid.size, context);
      const fix: Fix = { kind: 'trackClass', trackId: object.trackId, class: box.class };
      yield {
        rule: 'AGR005',
        severity: 'error',
        frameId: frame.id,
        trackId: object.trackId,
        objectId: object.id,
        box2dId: box.id,
        camera: box.camera,
        params: {
          number: numberOf(object.trackId, context),
          class: own,
          other: box.class,
          camera: box.camera,
        },
        badness: Math.abs(gain),
        ...(gain > CLEARLY ? { fix } : {}),
      };
    }
  },
};

/** Half the difference of χ² of three sides. */
const CLEARLY = 3;
const SPREAD = 0.25;

function misfit(className: string, size: readonly number[], { ontology }: RuleContext): number {
  const typical = ontology.classes.find(({ name }) => name === className)?.size;
  if (typical === undefined) return 0;
  return size.reduce((sum, side, axis) => {
    const off = Math.log(side / typical[axis]!) / SPREAD;
    return sum + Math.min(off * off, 16) / 2;
  }, 0);
}
