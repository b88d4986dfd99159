import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { numberOf, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import { isPlainlyVisible, VISIBILITY_PARAMETERS, withoutBox } from '../../agreement/plainlyVisible.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Missing in 2D: a cuboid that a camera must see well, on an image on which somebody has drawn 2D boxes, but none for it.
 * Of an image without any, nobody has said that it was labeled.
 */
export const missingBox2d: FrameRule = {
  id: 'AGR001',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: { ...AGREEMENT_PARAMETERS, ...VISIBILITY_PARAMETERS },
  *check(frame, context): Iterable<Finding> {
    const analysis = analyseFrame(frame, context);
    for (const camera of analysis.scene.cameras.values()) {
      if (camera.boxes.length === 0) continue;
      for (const sight of withoutBox(camera, frame, analysis.conflicts)) {
        const { object, projected } = sight;
        if (!isPlainlyVisible(sight, context)) continue;
        const points = object.points ?? frame.points?.count([object.cuboid])[0];
        // Without points it is no thing that was forgotten in 2D, but perhaps none at all: a ghost.
        if (points !== undefined && points < context.parameter('leastPoints')) continue;
        const { left, top, right, bottom } = projected.clipped;
        yield {
          rule: 'AGR001',
          severity: 'warning',
          frameId: frame.id,
          trackId: object.trackId,
          objectId: object.id,
          camera: sight.camera,
          params: {
            number: numberOf(object.trackId, context),
            class: object.class,
            camera: sight.camera,
            widthPixels: rounded(right - left, 0),
            heightPixels: rounded(bottom - top, 0),
            depthMetres: rounded(projected.depth, 1),
          },
          badness: Math.sqrt((right - left) * (bottom - top)),
        };
      }
    }
  },
};
