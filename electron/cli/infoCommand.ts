import { CALIBRATION_CONVENTIONS } from '#shared/dataset/calibrationForms.ts';
import { describeConvention } from '#shared/dataset/describeConvention.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import type { Question } from '#shared/dataset/questions.ts';
import { summariseDataset } from '#shared/dataset/summary.ts';
import { worldFromLabel } from '#shared/dataset/worldFromLabel.ts';
import { describeReason } from '#shared/problems/describeProblem.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { infoOfCloud, type InfoOptions } from './cloudInfo.ts';
import { openFolder, openInput, type Input } from './openInput.ts';
import { counted, printJson, printProblems } from './print.ts';

/** `boxwright info`: what a point cloud or a dataset's folder holds, what was assumed and what is left open. */
export async function infoCommand(typed: string, options: InfoOptions): Promise<CommandResult> {
  const input = await openInput(typed);
  return input.kind === 'file' ? infoOfCloud(input.path, typed, options) : infoOfFolder(input, options);
}

async function infoOfFolder(input: Input, { json }: { readonly json: boolean }): Promise<CommandResult> {
  const folder = await openFolder(input);
  const dataset = await openDataset(folder);
  const found = [...folder.problems, ...dataset.problems];
  const assumptions = found.filter(({ code }) => code === 'layout.assumed');
  const problems = found.filter(({ code }) => code !== 'layout.assumed');
  const { questions, calibrationForms = [] } = dataset;
  const conventions = calibrationForms.map((form) => ({ form, ...CALIBRATION_CONVENTIONS[form] }));
  const exitCode = hasErrors(problems) ? EXIT.findings : EXIT.ok;
  const { name, labelFrame } = dataset;
  const framesWithPose = dataset.sequences.reduce(
    (sum, sequence) =>
      sum + sequence.frames.filter((frame) => worldFromLabel(sequence, frame) !== undefined).length,
    0,
  );
  const summary = { name, labelFrame, ...summariseDataset({ ...dataset, problems }), framesWithPose };
  if (json)
    return { exitCode, output: printJson({ ...summary, conventions, assumptions, questions, problems }) };
  const lines = [
    `${name}: ${summary.layout}, ${counted(summary.frames, 'frame')}, ${counted(summary.cameras, 'camera')}`,
    `label frame: ${labelFrame}`,
    `frames without images: ${summary.framesWithoutImages}`,
    `frames whose ego pose is known: ${framesWithPose}`,
    ...dataset.sequences.map(({ id, frames }) => `sequence ${id}: ${counted(frames.length, 'frame')}`),
    ...calibrationForms.map((form) => `calibration: ${describeConvention(form, 'en')}`),
    ...assumptions.map((problem) => `assumed: ${describeReason(problem, 'en')}`),
    ...questions.map(describeQuestion),
  ];
  return { exitCode, output: [...lines, ...printProblems(problems)].join('\n') };
}

/** `question binColumns: x y z intensity is assumed, or x y z intensity ring`. */
function describeQuestion({ id, options, chosen, isAnswered }: Question): string {
  const others = options.filter((option) => option !== chosen).join(', or ');
  return `question ${id}: ${chosen} is ${isAnswered ? 'the answer' : 'assumed'}, or ${others}`;
}
