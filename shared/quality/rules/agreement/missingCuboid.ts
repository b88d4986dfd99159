import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { numberOf, rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/**
 * Missing in 3D: a 2D box of a track that has no cuboid in the frame, or of no track though its class is one that is
 * labeled in space. Small ones are left alone: the lidar does not reach as far as the camera.
 */
export const missingCuboid: FrameRule = {
  id: 'AGR002',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {
    ...AGREEMENT_PARAMETERS,
    /** The shorter side of the 2D box. */
    leastSidePixels: 8,
    /** A detector's confidence; what people drew has none and counts. */
    leastScore: 0.5,
  },
  *check(frame, context): Iterable<Finding> {
    const { scene, conflicts } = analyseFrame(frame, context);
    const explained = new Set(conflicts.map(({ box }) => box.id));
    const present = new Set(frame.objects.map(({ trackId }) => trackId));
    const classes = new Set([...context.tracks.values()].map((track) => track.class));
    for (const box of [...scene.cameras.values()].flatMap(({ boxes }) => boxes)) {
      if (explained.has(box.id) || (box.score ?? 1) < context.parameter('leastScore')) continue;
      const { trackId, rectangle } = box;
      if (trackId === undefined ? !classes.has(box.class) : present.has(trackId)) continue;
      const width = rectangle.right - rectangle.left;
      const height = rectangle.bottom - rectangle.top;
      if (Math.min(width, height) < context.parameter('leastSidePixels')) continue;
      yield {
        rule: 'AGR002',
        severity: 'warning',
        frameId: frame.id,
        ...(trackId === undefined ? {} : { trackId }),
        box2dId: box.id,
        camera: box.camera,
        params: {
          ...(trackId === undefined ? {} : { number: numberOf(trackId, context) }),
          class: box.class,
          camera: box.camera,
          widthPixels: rounded(width, 0),
          heightPixels: rounded(height, 0),
        },
        badness: Math.sqrt(width * height),
      };
    }
  },
};
