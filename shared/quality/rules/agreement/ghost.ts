import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { numberOf, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import { isPlainlyVisible, VISIBILITY_PARAMETERS, withoutBox } from '../../agreement/plainlyVisible.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Ghost: a cuboid without a single point, in plain view of a labeled image, and without a 2D box on any. Where the cloud
 * is not at hand and nobody has counted, nothing is said.
 */
export const ghost: FrameRule = {
  id: 'AGR009',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: { ...AGREEMENT_PARAMETERS, ...VISIBILITY_PARAMETERS },
  *check(frame, context): Iterable<Finding> {
    const { scene, conflicts } = analyseFrame(frame, context);
    const linked = new Set(frame.boxes2d.map(({ trackId }) => trackId));
    const told = new Set<string>();
    for (const camera of scene.cameras.values()) {
      if (camera.boxes.length === 0) continue;
      for (const sight of withoutBox(camera, frame, conflicts)) {
        const { object, projected } = sight;
        if (told.has(object.id) || linked.has(object.trackId) || !isPlainlyVisible(sight, context)) continue;
        const points = frame.points?.count([object.cuboid])[0] ?? object.points;
        if (points !== 0) continue;
        told.add(object.id);
        yield {
          rule: 'AGR009',
          severity: 'error',
          frameId: frame.id,
          trackId: object.trackId,
          objectId: object.id,
          camera: sight.camera,
          params: {
            number: numberOf(object.trackId, context),
            class: object.class,
            camera: sight.camera,
            depthMetres: rounded(projected.depth, 1),
          },
          badness: 1 / Math.max(1, projected.depth),
          fix: { kind: 'removeObject', objectId: object.id },
        };
      }
    }
  },
};
