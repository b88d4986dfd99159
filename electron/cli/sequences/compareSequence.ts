import type { Sequence } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { compareFrame, type Agreement } from '#shared/quality/agreement/compareFrame.ts';
import { asksForPoints } from '#shared/quality/agreement/asksForPoints.ts';
import { createChecker } from '#shared/quality/checker.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import type { RuleId } from '#shared/quality/finding.ts';
import { parameterOf } from '#shared/quality/parameterOf.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { CountedFrame } from '#shared/quality/review/statistics.ts';
import type { RuleContext } from '#shared/quality/rule.ts';
import { misplaced } from '#shared/quality/rules/agreement/misplaced.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { needsEveryCloud } from '#shared/quality/selectRules.ts';
import { soundFrame } from '#shared/quality/soundObjects.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { openQualitySequence } from '../qualitySequence.ts';

export interface CompareSettings {
  readonly rules: readonly RuleId[];
  /** Clouds tell more, and take most of the time. */
  readonly hasClouds: boolean;
}

/** Plain data: one for each frame with labels, and one at the end. */
export type ComparedPiece =
  | {
      readonly kind: 'frame';
      readonly frameId: string;
      readonly frame: CountedFrame;
      readonly pairs: readonly ComparedPair[];
    }
  | {
      readonly kind: 'end';
      readonly findings: readonly CheckedFinding[];
      /** What could not be read. */
      readonly problems: readonly Problem[];
    };

export interface ComparedPair {
  readonly agreement: Agreement;
  /** The number of its track. */
  readonly track: number | undefined;
}

/** Compares cuboids and 2D boxes of a sequence, frame by frame; then what rules find in it. */
export async function* compareSequence(
  open: QualityDataset,
  sequence: Sequence,
  { rules: ids, hasClouds }: CompareSettings,
  onFrame: () => void,
): AsyncGenerator<ComparedPiece> {
  const wanted = new Set(ids);
  const rules = RULES.filter(({ id }) => wanted.has(id));
  const { ontology, thresholds = {} } = open.dataset;
  const problems: Problem[] = [];
  const reading = await openQualitySequence(open, sequence, { hasClouds, problems });
  const { tracks } = reading;
  const context: RuleContext = {
    tracks: new Map(tracks.map((track) => [track.id, track])),
    ontology,
    parameter: parameterOf(misplaced, thresholds),
  };
  const checker = createChecker({ tracks, ontology, thresholds, rules });
  const comparing = rules.flatMap((rule) =>
    rule.scope === 'frame' && rule.id.startsWith('AGR')
      ? [{ rule, context: { ...context, parameter: parameterOf(rule, thresholds) } }]
      : [],
  );
  const isCloudAsked = (frame: QualityFrame): boolean =>
    needsEveryCloud(rules) || asksForPoints(frame, comparing, context);
  for await (const frame of reading.frames(hasClouds ? isCloudAsked : undefined)) {
    checker.setFrame(frame);
    const pairs = compareFrame(soundFrame(frame), context).map((agreement) => ({
      agreement,
      track: context.tracks.get(agreement.trackId)?.number,
    }));
    yield { kind: 'frame', frameId: frame.id, frame: counted(frame), pairs };
    onFrame();
  }
  yield { kind: 'end', findings: checker.findings(), problems };
}

/** What statistics ask of a frame. */
function counted({ objects, boxes2d, review }: QualityFrame): CountedFrame {
  return {
    objects: objects.map(({ id, class: name, provenance: { author, changedAt } }) => ({
      id,
      class: name,
      provenance: { author, changedAt },
    })),
    boxes2d: boxes2d.map(({ id, class: name, camera, author, changedAt }) => ({
      id,
      class: name,
      camera,
      author,
      changedAt,
    })),
    review,
  };
}
