import { programVersion } from '#electron/services/appFiles.ts';
import type { LabelSet } from '#shared/interchange/common/labelSet.ts';
import { formatById, type InterchangeId } from '#shared/interchange/formats.ts';
import { openLabelSet } from '#shared/interchange/openLabelSet.ts';
import { isShareable } from '#shared/interchange/shareable.ts';
import { writeLabels } from '#shared/interchange/writeLabels.ts';
import { compareCodePoints } from '#shared/dataset/naturalOrder.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { sharedOut, type Shard } from '#shared/shareOut.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { onlyFile } from './onlyFile.ts';
import { openFolder, openInput } from './openInput.ts';
import { describeLosses } from './describeLosses.ts';
import { earlierFiles, reportName, reportText, type LossReport } from './lossReport.ts';
import { mergeShards } from './mergeShards.ts';
import { OutputFolder } from './outputFolder.ts';
import { printJson, printProblems } from './print.ts';
import type { OnProgress } from './progress.ts';
import { withImageSizes } from './withImageSizes.ts';

export interface ConvertOptions {
  readonly from?: string | undefined;
  readonly to: InterchangeId;
  readonly labels?: string | undefined;
  readonly overwrite: boolean;
  readonly shard?: Shard | undefined;
  readonly json: boolean;
  /** Ends it between two frames. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/**
 * `boxwright convert`: labels from one format in another, with a report of what it does not hold. All of the result
 * appears at once, when it is complete.
 */
export async function convertCommand(
  input: string,
  output: string,
  { from: wanted, to, labels, overwrite, shard, json, signal, onProgress }: ConvertOptions,
): Promise<CommandResult> {
  if (shard !== undefined && !isShareable(to))
    throw new ProblemError({ code: 'convert.inOnePiece', severity: 'error', params: { format: to } });
  const place = await openInput(input);
  const folder =
    place.kind === 'file' ? onlyFile(await openFolder(place), place.path) : await openFolder(place);
  const labelFolder = labels === undefined ? folder : await openFolder(await openInput(labels));
  const problems: Problem[] = [];
  const opened = await openLabelSet(folder, labelFolder, wanted, problems);
  const { from } = opened;
  const all = await withImageSizes(opened.set, folder);
  const set = { ...all, sequences: sharedOut(all.sequences, shard) };
  // What is no sequence's falls to the first shard.
  if (shard !== undefined && shard.index > 1) problems.length = 0;
  const format = formatById(to, { name: 'boxwright', version: programVersion() });
  const result = new OutputFolder(output);
  await result.removeLeftovers();
  const convert = async (): Promise<LossReport> => {
    const frames = set.sequences.reduce((sum, sequence) => sum + sequence.frames.length, 0);
    let done = 0;
    const onFrame = (): void => {
      signal?.throwIfAborted();
      onProgress?.(done, frames);
      done += 1;
    };
    // It is of all sequences.
    const original = from === to && shard === undefined ? opened.original : undefined;
    const { files, losses } = writeLabels(format, watched(set, onFrame), original, problems);
    for await (const { path, text } of files) await result.add(path, text);
    onProgress?.(frames, frames);
    const made: LossReport = {
      format: 'boxwright-loss-report',
      version: 1,
      from,
      to,
      frames,
      holds: format.describeLoss,
      ...losses(),
      unread: problems.filter(({ severity }) => severity === 'error').length,
      files: result.files.toSorted((a, b) => compareCodePoints(a.path, b.path)),
    };
    const name = reportName(shard);
    await result.add(name, reportText(made));
    signal?.throwIfAborted();
    const earlier = await earlierFiles(output);
    const replaced = [...earlier.values()].flat();
    const removed = shard === undefined ? replaced : (earlier.get(name) ?? []);
    await result.place({ replaced, removed, besideOthers: overwrite, isShared: shard !== undefined });
    if (shard !== undefined) await mergeShards(output, shard.count);
    return made;
  };
  const report = await convert().catch(async (error: unknown) => {
    await result.discard();
    throw error;
  });
  return {
    exitCode: hasErrors(problems) ? EXIT.findings : EXIT.ok,
    output: json
      ? printJson({ output, ...report, problems })
      : [...printProblems(problems), ...describeLosses(report, output)].join('\n'),
  };
}

/** `onFrame` is called before a frame is read; what it throws ends the reading. */
function watched(set: LabelSet, onFrame: () => void): LabelSet {
  const sequences = set.sequences.map((sequence): LabelSet['sequences'][number] => ({
    ...sequence,
    async labelsOf(frame) {
      onFrame();
      return sequence.labelsOf(frame);
    },
  }));
  return { ...set, sequences };
}
