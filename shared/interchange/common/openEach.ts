import { ProblemError, type Problem } from '../../problems/problem.ts';
import type { LabelSequence } from './labelSet.ts';

/**
 * The sequences of several files: one that cannot be read is named, the others are opened.
 *
 * @throws ProblemError where none can be read
 */
export async function openEach(
  paths: readonly string[],
  problems: Problem[],
  open: (path: string) => Promise<readonly LabelSequence[]>,
): Promise<LabelSequence[]> {
  const sequences: LabelSequence[] = [];
  const failed: ProblemError[] = [];
  for (const path of paths) {
    try {
      sequences.push(...(await open(path)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failed.push(error);
    }
  }
  if (sequences.length === 0 && failed[0] !== undefined) throw failed[0];
  problems.push(...failed.map(({ problem }) => problem));
  return sequences;
}
