import { dirname, resolve } from 'node:path';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { gatherJob, packJob } from '#electron/services/job/packJob.ts';
import { fileProblem } from '#electron/services/readProblems.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { isLabelPath } from '#shared/labels/job/jobManifest.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { GENERATOR } from './generator.ts';
import { openFolder, openInput } from './openInput.ts';
import { counted, printJson, printProblems } from './print.ts';

/** Frames by their place in the sequence, the first is 1; both ends are in it. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

export interface PackOptions {
  readonly output: string;
  readonly labels?: string | undefined;
  readonly withData: boolean;
  readonly sequence?: readonly string[] | undefined;
  readonly frames?: FrameRange | undefined;
  readonly overwrite: boolean;
  readonly json: boolean;
}

/** `boxwright pack`: the labels of a dataset, with its data if asked for, in one zip that can be checked. */
export async function packCommand(typed: string, options: PackOptions): Promise<CommandResult> {
  const data = await folderOf(typed);
  const labels = options.labels === undefined ? data : await folderOf(options.labels);
  const output = resolve(options.output);
  await requireOutput(output, options);
  const dataset = await openDataset(data);
  const sequences = selected(dataset.sequences, options);
  const content = await gatherJob(data, labels, dataset, { withData: options.withData, sequences });
  const { files } = await packJob(content, output, GENERATOR).catch((cause: unknown) => {
    throw cause instanceof ProblemError ? cause : fileProblem('job.notWritten', options.output, cause);
  });
  const { bytes } = await nodeFileSystem.stat(output);
  const labelFiles = files.filter(({ path }) => isLabelPath(path)).length;
  const exitCode = hasErrors(content.problems) ? EXIT.findings : EXIT.ok;
  const { problems } = content;
  if (options.json)
    return { exitCode, output: printJson({ output, bytes, labels: labelFiles, files, problems }) };
  const others = files.length - labelFiles;
  const lines = [
    ...printProblems(problems),
    `${counted(labelFiles, 'label file')}${others === 0 ? '' : ` and ${counted(others, 'other file')}`} in ${options.output}, ${bytes} bytes`,
  ];
  return { exitCode, output: lines.join('\n') };
}

async function folderOf(typed: string) {
  const input = await openInput(typed);
  if (input.kind === 'folder') return openFolder(input);
  const params = { reason: 'notFolder' };
  throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: typed, params });
}

/** A zip is not written over by accident, and its folder is not made: a drive may not be there. */
async function requireOutput(output: string, { output: typed, overwrite }: PackOptions): Promise<void> {
  await nodeFileSystem.stat(dirname(output)).catch((cause: unknown) => {
    throw fileProblem('job.notWritten', typed, cause);
  });
  const isThere = await nodeFileSystem.stat(output).then(
    () => true,
    () => false,
  );
  if (!isThere || overwrite) return;
  const params = { reason: 'isThere' };
  throw new ProblemError({ code: 'job.notWritten', severity: 'error', path: typed, params });
}

function selected(all: readonly Sequence[], { sequence, frames }: PackOptions): readonly Sequence[] {
  const unknown = sequence?.find((id) => all.every((one) => one.id !== id));
  if (unknown !== undefined) {
    const params = { reason: 'noSuchSequence' };
    throw new ProblemError({ code: 'job.notWritten', severity: 'error', path: unknown, params });
  }
  const taken = all.filter(({ id }) => sequence?.includes(id) ?? true);
  if (frames === undefined) return taken;
  return taken.map((one) => withFrames(one, one.frames.slice(frames.from - 1, frames.to)));
}

function withFrames(sequence: Sequence, frames: Sequence['frames']): Sequence {
  return { ...sequence, frames };
}
