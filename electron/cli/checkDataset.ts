import { MANIFEST_NAME } from '#shared/dataset/manifest.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { Rule } from '#shared/quality/rule.ts';
import type { SequenceFindings } from './fixLabels.ts';
import type { QualityDataset } from './qualityDataset.ts';
import { withoutDoubles } from './ruledProblems.ts';
import { runSequences, type RunOptions } from './sequences/runSequences.ts';
import { strayLabels } from './strayLabels.ts';

/** What is wrong with the labels of a dataset. */
export interface DatasetCheck {
  /** With files: their form, and what could not be read. */
  readonly problems: readonly Problem[];
  /** How many label files were checked. */
  readonly files: number;
  readonly found: readonly SequenceFindings[];
}

/** Looks at the form of all label files of a dataset, and for what rules find in them, sequence by sequence. */
export async function checkDataset(
  open: QualityDataset,
  rules: readonly Rule[],
  options: RunOptions,
): Promise<DatasetCheck> {
  const { shard } = options;
  // What is no sequence's falls to the first shard.
  const isFirst = shard === undefined || shard.index === 1;
  const ofFiles = isFirst ? problemsOfFolder(open) : [];
  const strays = isFirst ? strayLabels(open) : [];
  const ofReading: Problem[] = [];
  const found: SequenceFindings[] = [];
  let files = strays.length + (isFirst && open.labelFiles.has(MANIFEST_NAME) ? 1 : 0);
  const work = { kind: 'validate', settings: { rules: rules.map(({ id }) => id) } } as const;
  for await (const { sequence, pieces } of runSequences(open, work, options)) {
    for await (const piece of pieces) {
      files += piece.files;
      for (const problem of piece.ofFiles) ofFiles.push(problem);
      for (const problem of piece.ofReading) ofReading.push(problem);
      found.push({ sequence, findings: piece.findings });
    }
  }
  return { problems: withoutDoubles([...ofFiles, ...strays], ofReading, rules), files, found };
}

function problemsOfFolder({ folder, labelFolder, problems }: QualityDataset): Problem[] {
  return [...(labelFolder === folder ? [] : labelFolder.problems), ...problems];
}
