import { openDataset } from '#shared/dataset/openDataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { labelledFrames, type LabelledFrame } from './labelledFrames.ts';
import { openFolder, openInput } from './openInput.ts';
import { printJson, printProblems } from './print.ts';
import { trackSummaries, type TrackSummary } from './trackSummary.ts';

/** `boxwright tracks`: the objects that a dataset's labels follow through time. */
export async function tracksCommand(typed: string, { json }: { json: boolean }): Promise<CommandResult> {
  const folder = await openFolder(await openInput(typed));
  const dataset = await openDataset(folder);
  const problems: Problem[] = [];
  const frames: LabelledFrame[] = [];
  for await (const labelled of labelledFrames(folder, dataset, problems)) frames.push(labelled);
  const tracks = trackSummaries(frames);
  const isFaulty = problems.some(({ severity }) => severity === 'error');
  return {
    exitCode: isFaulty ? EXIT.findings : EXIT.ok,
    output: json
      ? printJson({ dataset: dataset.name, tracks, problems })
      : [...tracks.map(lineOf), ...printProblems(problems)].join('\n'),
  };
}

function lineOf(track: TrackSummary): string {
  const { id, class: name, first, last, frames, keyframes, gaps, length, maxSpeed, sizeDeviation } = track;
  return [
    id,
    name,
    `${first} to ${last}`,
    `${frames} frames, ${keyframes} keyframes, ${gaps} missing`,
    ...(length === null ? [] : [`${length.toFixed(1)} m`]),
    ...(maxSpeed === null ? [] : [`up to ${maxSpeed.toFixed(1)} m/s`]),
    ...(sizeDeviation === 0 ? [] : [`sizes differ by ${sizeDeviation.toFixed(2)} m`]),
  ].join('  ');
}
