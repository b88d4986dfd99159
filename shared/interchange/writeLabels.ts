import type { InterchangeFormat, OutputFile } from './common/interchangeFormat.ts';
import type { LabelSet } from './common/labelSet.ts';
import { LossLog, type LossSummary } from './common/lossLog.ts';
import { hasErrors } from '../problems/hasErrors.ts';
import type { Problem } from '../problems/problem.ts';

/** Labels that are written in a format, and what it does not hold of them: that is known when all files are. */
export interface WrittenLabels {
  readonly files: AsyncIterable<OutputFile>;
  readonly losses: () => LossSummary;
}

/**
 * Writes labels in a format. Those that come unchanged from files of the same format, all of which could be read, are
 * written as those files are, to the byte.
 *
 * @param original the files that all of the labels come from, in the format that is written
 * @param problems gets what cannot be read
 */
export function writeLabels(
  format: InterchangeFormat,
  set: LabelSet,
  original: (() => AsyncIterable<OutputFile>) | undefined,
  problems: Problem[],
): WrittenLabels {
  let losses = new LossLog();
  async function* files(): AsyncGenerator<OutputFile> {
    if (original !== undefined) {
      const before = problems.length;
      if (await keepAll(set, losses, problems)) {
        yield* original();
        return;
      }
      // They are read again, and what is wrong with them is named again.
      problems.length = before;
      losses = new LossLog();
    }
    yield* format.write(set, losses);
  }
  return { files: files(), losses: () => losses.report };
}

/** Could all be read? */
async function keepAll({ sequences }: LabelSet, losses: LossLog, problems: Problem[]): Promise<boolean> {
  const before = problems.length;
  for (const sequence of sequences)
    for (const frame of sequence.frames) {
      losses.keptAll(frame, await sequence.labelsOf(frame));
      if (hasErrors(problems.slice(before))) return false;
    }
  return true;
}
