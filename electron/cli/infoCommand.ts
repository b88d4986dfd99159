import { openDataset } from '#shared/dataset/openDataset.ts';
import { summariseDataset } from '#shared/dataset/summary.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { infoOfCloud } from './cloudInfo.ts';
import { openFolder, openInput, type Input } from './openInput.ts';
import { counted, hasErrors, printJson, printProblems } from './print.ts';

/** `boxwright info`: what a point cloud or a dataset's folder holds. */
export async function infoCommand(
  typed: string,
  options: { readonly json: boolean },
): Promise<CommandResult> {
  const input = await openInput(typed);
  return input.kind === 'file' ? infoOfCloud(input.path, typed, options) : infoOfFolder(input, options);
}

async function infoOfFolder(input: Input, { json }: { readonly json: boolean }): Promise<CommandResult> {
  const folder = await openFolder(input);
  const dataset = await openDataset(folder);
  const problems = [...folder.problems, ...dataset.problems];
  const exitCode = hasErrors(problems) ? EXIT.findings : EXIT.ok;
  const { name, labelFrame } = dataset;
  const summary = { name, labelFrame, ...summariseDataset({ ...dataset, problems }) };
  if (json) return { exitCode, output: printJson({ ...summary, problems }) };
  const lines = [
    `${name}: ${summary.layout}, ${counted(summary.frames, 'frame')}, ${counted(summary.cameras, 'camera')}`,
    `label frame: ${labelFrame}`,
    `frames without images: ${summary.framesWithoutImages}`,
    ...dataset.sequences.map(({ id, frames }) => `sequence ${id}: ${counted(frames.length, 'frame')}`),
  ];
  return { exitCode, output: [...lines, ...printProblems(problems)].join('\n') };
}
