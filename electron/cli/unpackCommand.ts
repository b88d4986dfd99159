import { hasErrors } from '#shared/problems/hasErrors.ts';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { openJobZip } from '#electron/services/job/jobZip.ts';
import { unpackJob } from '#electron/services/job/unpackJob.ts';
import { fileProblem } from '#electron/services/readProblems.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { openFolder, openInput } from './openInput.ts';
import { counted, printJson, printProblems } from './print.ts';

export interface UnpackOptions {
  readonly output: string;
  readonly overwrite: boolean;
  readonly json: boolean;
}

/** `boxwright unpack`: what `pack` made, checked file by file, into a folder; all of it or nothing. */
export async function unpackCommand(
  typed: string,
  { output, overwrite: overwrites, json }: UnpackOptions,
): Promise<CommandResult> {
  const job = await openJobZip(resolve(typed), typed);
  try {
    await mkdir(resolve(output), { recursive: true }).catch((cause: unknown) => {
      throw fileProblem('job.notWritten', output, cause);
    });
    const folder = await openFolder(await openInput(output));
    const result = await unpackJob(job, folder, nodeFileSystem, { overwrites, typed, nowMs: Date.now });
    const { written, same, replaced, problems } = result;
    const exitCode = hasErrors(problems) ? EXIT.findings : EXIT.ok;
    if (json) return { exitCode, output: printJson({ dataset: job.manifest.dataset, ...result }) };
    const lines = [
      ...printProblems(problems),
      [
        `${counted(written, 'file')} unpacked`,
        ...(same === 0 ? [] : [`${same} there already`]),
        ...(replaced === 0 ? [] : [`${replaced} replaced`]),
      ].join(', '),
    ];
    return { exitCode, output: lines.join('\n') };
  } finally {
    job.close();
  }
}
