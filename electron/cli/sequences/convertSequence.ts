import type { Sequence } from '#shared/dataset/dataset.ts';
import type { LossSummary } from '#shared/interchange/common/lossLog.ts';
import { labelSetOf } from '#shared/interchange/common/readDatasetLabels.ts';
import { readSequenceLabels, type LabelOrigin } from '#shared/interchange/common/readSequenceLabels.ts';
import type { OutputFile } from '#shared/interchange/common/interchangeFormat.ts';
import { formatById, type InterchangeId } from '#shared/interchange/formats.ts';
import { writeLabels } from '#shared/interchange/writeLabels.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { GENERATOR } from '../generator.ts';
import { watchedSet } from '../watchedSet.ts';

export interface ConvertSettings {
  /** One that `isShareable`. */
  readonly to: InterchangeId;
  readonly origin: LabelOrigin;
}

/** Plain data: one for each file, and one at the end. */
export type ConvertedPiece =
  | { readonly kind: 'file'; readonly path: string; readonly text: string | Uint8Array }
  | {
      readonly kind: 'end';
      readonly losses: LossSummary;
      /** What could not be read. */
      readonly problems: readonly Problem[];
    };

/** Writes the labels of a sequence in a format that keeps each sequence in files of its own. */
export async function* convertSequence(
  open: QualityDataset,
  sequence: Sequence,
  { to, origin }: ConvertSettings,
  onFrame: () => void,
): AsyncGenerator<ConvertedPiece> {
  const { folder, labelFolder: labels, labelFiles: present, dataset, imageCalibrations } = open;
  const problems: Problem[] = [];
  const isAlone = open.labelsAlone !== undefined;
  const reading = { folder, labels, dataset, imageCalibrations, origin, isAlone, present, problems };
  const set = labelSetOf(dataset, [await readSequenceLabels(reading, sequence)]);
  const format = formatById(to, GENERATOR);
  const { files, losses } = writeLabels(format, watchedSet(set, onFrame), undefined, problems);
  for await (const { path, text } of files) yield { kind: 'file', path, text: await whole(text) };
  yield { kind: 'end', losses: losses(), problems };
}

async function whole(text: OutputFile['text']): Promise<string | Uint8Array> {
  if (typeof text === 'string' || text instanceof Uint8Array) return text;
  const pieces: Uint8Array[] = [];
  for await (const piece of text) pieces.push(piece);
  return Buffer.concat(pieces);
}
