import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import type { LabelSet } from '#shared/interchange/common/labelSet.ts';
import { formatById, type InterchangeId } from '#shared/interchange/formats.ts';
import { openLabelSet } from '#shared/interchange/openLabelSet.ts';
import { isShareable } from '#shared/interchange/shareable.ts';
import { writeLabels, type WrittenLabels } from '#shared/interchange/writeLabels.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { sharedOut } from '#shared/shareOut.ts';
import { GENERATOR } from './generator.ts';
import { onlyFile } from './onlyFile.ts';
import { openFolder, openInput } from './openInput.ts';
import { ReadLog } from './sequences/readLog.ts';
import type { RunOptions } from './sequences/runSequences.ts';
import { writeBySequence } from './sequences/writeBySequence.ts';
import { watchedSet } from './watchedSet.ts';
import { withImageSizes } from './withImageSizes.ts';

export interface ConversionOptions extends Omit<RunOptions, 'log'> {
  readonly from?: string | undefined;
  readonly to: InterchangeId;
  /** Where a dataset's own label files are kept, if elsewhere. */
  readonly labels?: string | undefined;
}

export interface Conversion {
  /** What the labels are read as. */
  readonly from: string;
  readonly frames: number;
  readonly written: WrittenLabels;
}

/**
 * Labels on their way from one format into another. Those of a dataset are written sequence by sequence where the format
 * allows it, on threads; all others at once.
 *
 * @param typed a folder or a file, as a person named it
 * @param problems gets what cannot be read, while files are written too
 * @throws ProblemError as `openLabelSet`
 */
export async function convertLabels(
  typed: string,
  options: ConversionOptions,
  problems: Problem[],
): Promise<Conversion> {
  const { labels, to, shard } = options;
  const log = options.parts === undefined ? undefined : new ReadLog(nodeFileSystem);
  const fileSystem = log?.fileSystem ?? nodeFileSystem;
  const place = await openInput(typed);
  const folder = await openFolder(place, fileSystem);
  const input: DatasetFolder = place.kind === 'file' ? onlyFile(folder, place.path) : folder;
  const labelFolder = labels === undefined ? folder : await openFolder(await openInput(labels), fileSystem);
  const opened = await openLabelSet(
    input,
    labels === undefined ? input : labelFolder,
    options.from,
    problems,
  );
  const { from } = opened;
  // It is of all sequences.
  const original = from === to && shard === undefined ? opened.original : undefined;
  if (opened.dataset !== undefined && input === folder && original === undefined && isShareable(to)) {
    const { dataset, imageCalibrations, origin, isAlone } = opened.dataset;
    const sequences = await withImageSizes(sharedOut(dataset.sequences, shard), folder);
    const present = origin === 'layout' ? [] : await labelFolder.list();
    const open = {
      fileSystem,
      folder,
      labelFolder,
      labelFiles: new Map(present.map((path) => [path, labelFolder])),
      dataset: { ...dataset, sequences },
      imageCalibrations,
      labelsAlone: isAlone ? { areClassesKnown: false } : undefined,
      problems: [],
    };
    const written = writeBySequence(open, { to, origin }, { ...options, log }, problems);
    return { from, frames: frameCount(open.dataset), written };
  }
  const all = await opened.open();
  const set = { ...all, sequences: await withImageSizes(sharedOut(all.sequences, shard), input) };
  const watched = watchedSet(set, progressOf(set, options));
  return {
    from,
    frames: frameCount(set),
    written: writeLabels(formatById(to, GENERATOR), watched, original, problems),
  };
}

function frameCount({
  sequences,
}: {
  readonly sequences: readonly { readonly frames: readonly unknown[] }[];
}): number {
  return sequences.reduce((sum, { frames }) => sum + frames.length, 0);
}

/** To be called before each frame. */
function progressOf(set: LabelSet, { onProgress, signal }: RunOptions): () => void {
  const total = frameCount(set);
  let done = 0;
  return () => {
    signal?.throwIfAborted();
    onProgress?.(done, total);
    done += 1;
  };
}
