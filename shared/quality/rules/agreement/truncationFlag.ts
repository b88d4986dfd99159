import { imageRectangle } from '../../../camera/cameraView.ts';
import { truncationOf } from '../../../labels/visibility.ts';
import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { numberOf, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Comparison } from '../../agreement/comparison.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Truncation flag wrong: the labels say that the image's border cuts the object off, and cuboid and 2D box both end inside
 * it, or the reverse. A fraction that was stated may be roughly right. Of objects that disagree otherwise nothing is said.
 */
export const truncationFlag: FrameRule = {
  id: 'AGR011',
  severity: 'warning',
  scope: 'frame',
  isFixable: true,
  parameters: {
    ...AGREEMENT_PARAMETERS,
    /** From this part on an object is cut off for everybody. */
    leastTruncation: 0.2,
    /** And a stated part may be off by so much. */
    mostDifference: 0.35,
    /** A 2D box that ends so near to the border may go on behind it. */
    borderPixels: 4,
  },
  *check(frame, context): Iterable<Finding> {
    const { objects } = analyseFrame(frame, context);
    for (const { object, comparisons, verdict } of objects) {
      if (verdict !== 'agrees') continue;
      for (const comparison of comparisons) {
        const { box, sight } = comparison;
        const own = truncationOf(box.attributes ?? {});
        // An object's own says nothing of a certain camera where several see it.
        const stated = own ?? (comparisons.length === 1 ? truncationOf(object.attributes) : undefined);
        const { truncation } = sight.projected;
        if (stated === undefined || !isWrong(stated, truncation, comparison, context.parameter)) continue;
        const holder = own === undefined ? object : box;
        const attributes = { ...holder.attributes, truncation: rounded(truncation, 2) };
        yield {
          rule: 'AGR011',
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
            statedPercent: rounded(100 * stated, 0),
            percent: rounded(100 * truncation, 0),
          },
          badness: Math.abs(truncation - stated),
          fix: { kind: 'attributes', id: holder.id, attributes },
        };
      }
    }
  },
};

function isWrong(
  stated: number,
  truncation: number,
  { box: { rectangle }, sight: { view } }: Comparison,
  parameter: (name: string) => number,
): boolean {
  const image = imageRectangle(view.width, view.height);
  const near = parameter('borderPixels');
  const touches =
    rectangle.left <= image.left + near ||
    rectangle.top <= image.top + near ||
    rectangle.right >= image.right - near ||
    rectangle.bottom >= image.bottom - near;
  if (stated === 0) return touches && truncation >= parameter('leastTruncation');
  if (truncation === 0) return !touches;
  // 1 is how a plain yes is kept.
  return stated < 1 && Math.abs(stated - truncation) > parameter('mostDifference');
}
