import { compareCodePoints } from '#shared/dataset/naturalOrder.ts';
import { formatById } from '#shared/interchange/formats.ts';
import { isShareable } from '#shared/interchange/shareable.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { convertLabels, type ConversionOptions } from './convertLabels.ts';
import { describeLosses } from './describeLosses.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { GENERATOR } from './generator.ts';
import { earlierFiles, reportName, reportText, type LossReport } from './lossReport.ts';
import { mergeShards } from './mergeShards.ts';
import { OutputFolder } from './outputFolder.ts';
import { printJson, printProblems } from './print.ts';

export interface ConvertOptions extends ConversionOptions {
  readonly overwrite: boolean;
  readonly json: boolean;
}

/**
 * `boxwright convert`: labels from one format in another, with a report of what it does not hold. All of the result
 * appears at once, when it is complete.
 */
export async function convertCommand(
  input: string,
  output: string,
  options: ConvertOptions,
): Promise<CommandResult> {
  const { to, overwrite, shard, json, signal } = options;
  if ((shard ?? options.parts) !== undefined && !isShareable(to))
    throw new ProblemError({ code: 'convert.inOnePiece', severity: 'error', params: { format: to } });
  const problems: Problem[] = [];
  const { from, frames, written } = await convertLabels(input, options, problems);
  // What is no sequence's falls to the first shard.
  if (shard !== undefined && shard.index > 1) problems.length = 0;
  const result = new OutputFolder(output);
  await result.removeLeftovers();
  const convert = async (): Promise<LossReport> => {
    for await (const { path, text } of written.files) await result.add(path, text);
    const made: LossReport = {
      format: 'boxwright-loss-report',
      version: 1,
      from,
      to,
      frames,
      holds: formatById(to, GENERATOR).describeLoss,
      ...written.losses(),
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
