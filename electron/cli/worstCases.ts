import type { Problem } from '#shared/problems/problem.ts';
import type { ReportedFinding, WorstCase } from '#shared/quality/report/agreementReport.ts';
import { pictureOfFinding } from './agreePictures.ts';
import type { QualityDataset } from './qualityDataset.ts';
import { openQualitySequence, type QualitySequence } from './qualitySequence.ts';

/** As many as a person looks through. */
const SHOWN = 18;

/** The first of the given findings that there is something to see of, each with its picture. Reads their frames again. */
export async function worstCases(
  open: QualityDataset,
  findings: readonly ReportedFinding[],
): Promise<readonly WorstCase[]> {
  const opened = new Map<string, QualitySequence>();
  const cases: WorstCase[] = [];
  for (const reported of findings) {
    if (cases.length === SHOWN) break;
    const { finding } = reported;
    if (finding.camera === undefined || (finding.objectId ?? finding.box2dId) === undefined) continue;
    const sequence = open.dataset.sequences.find(({ frames }) =>
      frames.some(({ id }) => id === finding.frameId),
    );
    const frame = sequence?.frames.find(({ id }) => id === finding.frameId);
    if (sequence === undefined || frame === undefined) continue;
    // Problems have been told when they were read first.
    const silent: Problem[] = [];
    const known =
      opened.get(sequence.id) ??
      (await openQualitySequence(open, sequence, { hasClouds: false, problems: silent }));
    opened.set(sequence.id, known);
    const labels = await known.frame(frame);
    const picture = labels && (await pictureOfFinding(open.folder, reported, frame, labels));
    cases.push({ ...reported, picture });
  }
  return cases;
}
