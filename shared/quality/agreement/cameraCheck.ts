import type { Finding, RuleId } from '../finding.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext, SequenceCheck } from '../rule.ts';
import { analyseFrame } from './analyseFrame.ts';
import { rounded } from './agreementFinding.ts';
import { AGREEMENT_PARAMETERS } from './agreementParameters.ts';
import { cameraOffset, sizeOf, type CameraOffset, type OffsetCause } from './cameraOffset.ts';
import { compareBox } from './comparison.ts';
import { SampleKeeper } from './sampleKeeper.ts';
import { sightSample } from './sightSample.ts';

export const CAMERA_PARAMETERS = {
  ...AGREEMENT_PARAMETERS,
  /** 2D boxes of one camera, over all frames. */
  leastObjects: 20,
  /** How far the edges are off as a rule, in standard deviations of one edge. */
  leastTypicalSigma: 0.5,
} as const;

/** What a camera that is off makes other rules say of its objects. */
const SAYING_THE_SAME: ReadonlySet<RuleId> = new Set([
  'AGR003',
  'AGR006',
  'AGR007',
  'AGR008',
  'AGR010',
  'AGR013',
]);
/** Standard deviations, over the usual threshold: a whole camera is not accused lightly. */
const MORE_SIGMA = 2;

/** Looks at each camera over all frames, and says once what is off on it for the causes that its rule is about. */
export function cameraCheck(id: RuleId, causes: readonly OffsetCause[], context: RuleContext): SequenceCheck {
  const keeper = new SampleKeeper();
  const firstFrame = new Map<string, { readonly id: string; readonly index: number }>();
  return {
    add(frame) {
      keeper.startFrame(frame);
      const { objects, limits } = analyseFrame(frame, context);
      for (const { object, comparisons } of objects) {
        for (const { sight, box } of comparisons) {
          const before = firstFrame.get(sight.camera);
          if (before === undefined || frame.index < before.index) firstFrame.set(sight.camera, frame);
          keeper.offer(sight.camera, frame.id, object.id, () =>
            // Anew, without the delay of a single image: what is the same over the sequence is what is looked for.
            sightSample(frame, compareBox(sight, box, limits, undefined)),
          );
        }
      }
    },
    finish() {
      const off = new Map<string, CameraOffset>();
      for (const [camera, samples] of keeper.cameras()) {
        const offset = cameraOffset(samples, (sample) => keeper.velocityOf(sample), {
          leastObjects: context.parameter('leastObjects'),
          leastSigma: context.parameter('leastSigma') + MORE_SIGMA,
          leastTypicalSigma: context.parameter('leastTypicalSigma'),
        });
        if (offset !== undefined && causes.includes(offset.cause)) off.set(camera, offset);
      }
      const findings = [...off].map(([camera, offset]) =>
        findingOf(id, firstFrame.get(camera)!.id, camera, offset),
      );
      return { findings, explains: (finding) => isExplained(finding, off) };
    },
  };
}

function findingOf(id: RuleId, frameId: QualityFrame['id'], camera: string, offset: CameraOffset): Finding {
  const { cause, amounts, sigma, count, rightPixels, downPixels, typicalSigma } = offset;
  const size = cause === 'timing' ? amounts[0]! : sizeOf(amounts);
  return {
    rule: id,
    severity: 'error',
    frameId,
    camera,
    params: {
      camera,
      cause,
      count,
      sigma: rounded(sigma, 1),
      rightPixels: rounded(rightPixels, 1),
      downPixels: rounded(downPixels, 1),
      degrees: cause === 'rotation' ? rounded((size * 180) / Math.PI, 2) : 0,
      centimetres: cause === 'translation' ? rounded(100 * size, 1) : 0,
      milliseconds: cause === 'timing' ? rounded(1000 * size, 0) : 0,
    },
    badness: typicalSigma,
  };
}

/** A finding on a camera that is off says the same, unless the object is off even so. */
function isExplained(
  { rule, camera, frameId, objectId }: Finding,
  off: ReadonlyMap<string, CameraOffset>,
): boolean {
  const offset = camera === undefined ? undefined : off.get(camera);
  if (offset === undefined || !SAYING_THE_SAME.has(rule)) return false;
  return objectId === undefined || !offset.unexplained.has(`${frameId}|${objectId}`);
}
