import type { OutputFile } from '#shared/interchange/common/interchangeFormat.ts';
import { mergeLosses } from '#shared/interchange/common/mergeLosses.ts';
import type { WrittenLabels } from '#shared/interchange/writeLabels.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import type { ConvertSettings } from './convertSequence.ts';
import { runSequences, type RunOptions } from './runSequences.ts';

/**
 * The labels of a dataset in a format that keeps each sequence in files of its own, written sequence by sequence, by as
 * many threads as are wanted: the same files in the same order, and the same losses, as `writeLabels` has of all at once.
 *
 * @param problems gets what cannot be read
 */
export function writeBySequence(
  open: QualityDataset,
  settings: ConvertSettings,
  options: RunOptions,
  problems: Problem[],
): WrittenLabels {
  let losses = mergeLosses([]);
  async function* files(): AsyncGenerator<OutputFile> {
    for await (const { pieces } of runSequences(open, { kind: 'convert', settings }, options))
      for await (const piece of pieces) {
        if (piece.kind === 'file') yield piece;
        else {
          losses = mergeLosses([losses, piece.losses]);
          problems.push(...piece.problems);
        }
      }
  }
  return { files: files(), losses: () => losses };
}
