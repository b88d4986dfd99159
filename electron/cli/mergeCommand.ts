import { resolve } from 'node:path';
import { decodeText } from '#electron/services/decodeText.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import {
  fileKindIn,
  fileKindOf,
  mergeTexts,
  notMergeable,
  type FileText,
} from '#shared/labels/merge/mergeTexts.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { mergeFolders } from './mergeFolders.ts';
import type { MergeCommandOptions, MergeOutcome } from './mergeOutcome.ts';
import { describeMerge, reportPath, writeConflicts } from './mergeReport.ts';
import { openInput, type Input } from './openInput.ts';
import { printJson } from './print.ts';
import { writeIfChanged } from './writeIfChanged.ts';

/** `boxwright merge`: what two people made of the same label files, put together. */
export async function mergeCommand(
  typed: { readonly base: string; readonly ours: string; readonly theirs: string },
  options: MergeCommandOptions,
): Promise<CommandResult> {
  const { base, ours, theirs } = {
    base: await openInput(typed.base),
    ours: await openInput(typed.ours),
    theirs: await openInput(typed.theirs),
  };
  const odd = [
    { input: base, path: typed.base },
    { input: theirs, path: typed.theirs },
  ].find(({ input }) => input.kind !== ours.kind);
  if (odd !== undefined) {
    const params = { reason: odd.input.kind === 'file' ? 'notFolder' : 'notFile' };
    throw new ProblemError({ code: 'file.unreadable', severity: 'error', path: odd.path, params });
  }
  const outcome =
    ours.kind === 'folder'
      ? await mergeFolders({ base, ours, theirs }, typed, options)
      : await mergeOneFile({ base, ours, theirs }, typed, options);
  const report = reportPath(options.path ?? options.out);
  const hasReport = await writeConflicts(resolve(report), outcome.files, options.prefer);
  const exitCode = outcome.problems.some(({ severity }) => severity === 'error')
    ? EXIT.unreadable
    : hasReport
      ? EXIT.findings
      : EXIT.ok;
  const output = options.json
    ? printJson({ ...outcome, report: hasReport ? report : null })
    : describeMerge(outcome, options.prefer, hasReport ? report : undefined);
  return { exitCode, output };
}

/** Throws for a version that cannot be read, with nothing written. */
async function mergeOneFile(
  inputs: { readonly base: Input; readonly ours: Input; readonly theirs: Input },
  typed: { readonly base: string; readonly ours: string; readonly theirs: string },
  { out, prefer, path }: MergeCommandOptions,
): Promise<MergeOutcome> {
  const [base, ours, theirs] = await Promise.all([
    read(inputs.base, typed.base),
    read(inputs.ours, typed.ours),
    read(inputs.theirs, typed.theirs),
  ]);
  const kind = fileKindOf(path ?? out) ?? fileKindOf(typed.ours) ?? fileKindIn(ours);
  if (kind === undefined) throw notMergeable(path ?? typed.ours);
  // Git hands over an empty file where both sides have created one.
  const known = base.text.trim() === '' ? undefined : base;
  const { text, conflicts, edits } = mergeTexts(kind, { base: known, ours, theirs }, { prefer });
  await writeIfChanged(resolve(out), text);
  const state =
    text === ours.text
      ? text === theirs.text
        ? 'same'
        : 'ours'
      : text === theirs.text
        ? 'theirs'
        : 'merged';
  return { files: [{ path: path ?? out, state, edits, conflicts }], problems: [] };
}

async function read({ path }: Input, typed: string): Promise<FileText> {
  return { text: decodeText(await nodeFileSystem.readFile(path), typed), path: typed };
}
