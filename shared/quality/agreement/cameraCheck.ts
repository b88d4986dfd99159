import type { Finding, RuleId } from '../finding.ts';
import { isSameList } from '../memo.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext, SequenceCheck, SequenceFindings } from '../rule.ts';
import { rounded } from './agreementFinding.ts';
import { sizeOf, type CameraOffset, type OffsetCause } from './cameraOffset.ts';
import { offsetsFor } from './cameraOffsets.ts';

/** What a camera that is off makes other rules say of its objects. */
const SAYING_THE_SAME: ReadonlySet<RuleId> = new Set([
  'AGR003',
  'AGR006',
  'AGR007',
  'AGR008',
  'AGR010',
  'AGR013',
]);

/** Looks at each camera over all frames, and says once what is off on it for the causes that its rule is about. */
export function cameraCheck(id: RuleId, causes: readonly OffsetCause[], context: RuleContext): SequenceCheck {
  const offsets = offsetsFor(context);
  let said: { readonly of: readonly unknown[]; readonly findings: SequenceFindings } | undefined;
  return {
    add: (frame) => offsets.add(frame),
    finish() {
      const off = new Map([...offsets.all()].filter(([, { cause }]) => causes.includes(cause)));
      const of = [...off].flatMap(([camera, offset]) => [camera, offset, offsets.firstFrame(camera)]);
      if (said !== undefined && isSameList(said.of, of)) return said.findings;
      const findings = [...off].map(([camera, offset]) =>
        findingOf(id, offsets.firstFrame(camera), camera, offset),
      );
      said = { of, findings: { findings, explains: (finding) => isExplained(finding, off) } };
      return said.findings;
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
