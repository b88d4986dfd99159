import { sharedArea, rectangleArea } from '../../../geometry/rectangle.ts';
import type { Box2dJson } from '../../../labels/sidecar.ts';
import { occlusionOf, type Occlusion } from '../../../labels/visibility.ts';
import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { numberOf, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { CameraScene } from '../../agreement/frameScene.ts';
import type { Sight } from '../../agreement/sight.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Depth order contradicts occlusion: of two objects that overlap on an image, the flags say that the farther one is in
 * plain view, and that the nearer one, which no other cuboid hides, is hidden; or the farther one is nearly all behind the
 * nearer and still said to be in plain view.
 */
export const depthOrder: FrameRule = {
  id: 'AGR012',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {
    ...AGREEMENT_PARAMETERS,
    /** Centres must be this far apart in depth. */
    leastMetres: 1,
    /** Of the farther object behind the nearer one. */
    leastShare: 0.2,
    /** The same where only the farther one's flag speaks. */
    leastShareAlone: 0.7,
  },
  *check(frame, context): Iterable<Finding> {
    const { parameter } = context;
    for (const camera of analyseFrame(frame, context).scene.cameras.values()) {
      const flagged = flaggedSights(camera);
      for (const back of flagged) {
        if (back.occlusion !== 'none') continue;
        for (const front of flagged) {
          if (back.sight.projected.depth - front.sight.projected.depth < parameter('leastMetres')) continue;
          const share = coveredBy(back.sight, front.sight);
          const isReversed =
            (front.occlusion === 'partly' || front.occlusion === 'largely') &&
            front.sight.hiddenShare < parameter('leastShare') / 2;
          if (share < parameter(isReversed ? 'leastShare' : 'leastShareAlone')) continue;
          const { object } = back.sight;
          yield {
            rule: 'AGR012',
            severity: 'warning',
            frameId: frame.id,
            trackId: object.trackId,
            objectId: object.id,
            box2dId: back.box.id,
            camera: back.sight.camera,
            params: {
              class: object.class,
              number: numberOf(object.trackId, context),
              otherClass: front.sight.object.class,
              other: numberOf(front.sight.object.trackId, context),
              camera: back.sight.camera,
              percent: rounded(100 * share, 0),
              depthMetres: rounded(back.sight.projected.depth, 1),
              otherDepthMetres: rounded(front.sight.projected.depth, 1),
            },
            badness: share,
          };
        }
      }
    }
  },
};

interface FlaggedSight {
  readonly sight: Sight;
  readonly box: Box2dJson;
  readonly occlusion: Occlusion | undefined;
}

function flaggedSights({ boxes, byTrack }: CameraScene): FlaggedSight[] {
  return boxes.flatMap((box) => {
    const sight = box.trackId === undefined ? undefined : byTrack.get(box.trackId);
    if (sight === undefined) return [];
    const occlusion = occlusionOf(box.attributes ?? {}) ?? occlusionOf(sight.object.attributes);
    return [{ sight, box, occlusion }];
  });
}

function coveredBy({ projected: back }: Sight, { projected: front }: Sight): number {
  return sharedArea(back.clipped, front.clipped) / Math.max(1, rectangleArea(back.clipped));
}
