import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { checkDataset } from './checkDataset.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { findingJson, findingLines, fixedLines, type ListedFinding } from './findingLines.ts';
import { fixLabels } from './fixLabels.ts';
import { openInput, type Input } from './openInput.ts';
import { counted, printJson, printProblems } from './print.ts';
import { openQualityDataset } from './qualityDataset.ts';
import { ReadLog } from './sequences/readLog.ts';
import type { RunOptions } from './sequences/runSequences.ts';
import { validateFile } from './validateFile.ts';

export interface ValidateOptions extends Omit<RunOptions, 'log'> {
  readonly json: boolean;
  readonly labels?: string | undefined;
  /** All unless given. */
  readonly rules?: readonly Rule[] | undefined;
  /** Warnings count as errors do. */
  readonly strict: boolean;
  readonly fix: boolean;
}

interface Checked {
  readonly problems: readonly Problem[];
  /** How many files were checked. */
  readonly files: number;
  readonly findings: readonly ListedFinding[];
  /** How many files were written. */
  readonly written: number;
}

/**
 * `boxwright validate`: a sidecar, a `tracks.json`, a `dataset.json`, or a folder with all that is in it. Of a folder the
 * labels are checked by rule, too.
 */
export async function validateCommand(typed: string, options: ValidateOptions): Promise<CommandResult> {
  const input = await openInput(typed);
  const labels = options.labels === undefined ? undefined : await openInput(options.labels);
  requireFolders(input, labels, typed, options.labels);
  const checked =
    input.kind === 'folder'
      ? await checkFolder(typed, options)
      : { problems: await validateFile(input, typed), files: 1, findings: [], written: 0 };
  const { problems, findings, files, written } = checked;
  const open = findings.filter(({ finding, isFixed }) => finding.waiver === undefined && !isFixed);
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length +
    open.filter(({ finding }) => finding.severity === severity).length;
  const isFaulty = hasErrors(problems) || count('error') > 0 || (options.strict && count('warning') > 0);
  const exitCode = isFaulty ? EXIT.findings : EXIT.ok;
  if (options.json) {
    return { exitCode, output: printJson({ files, written, problems, findings: findings.map(findingJson) }) };
  }
  const waived = findings.filter(({ finding }) => finding.waiver !== undefined).length;
  const fixed = findings.filter(({ isFixed }) => isFixed).length;
  const totals = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    ...(open.some(({ finding }) => finding.severity === 'info') ? [`${count('info')} to look at`] : []),
    ...(waived === 0 ? [] : [`${waived} waived`]),
    ...(fixed === 0 ? [] : [`${fixed} fixed in ${counted(written, 'file')}`]),
  ];
  const lines = [...printProblems(problems), ...findingLines(findings), ...fixedLines(findings)];
  return {
    exitCode,
    output: [...lines, `${counted(files, 'file')} checked: ${totals.join(', ')}`].join('\n'),
  };
}

/** Where labels are named, both must be folders. */
function requireFolders(
  input: Input,
  labels: Input | undefined,
  typed: string,
  typedLabels: string | undefined,
): void {
  const file = [input, labels].find((named) => labels !== undefined && named?.kind === 'file');
  if (file === undefined) return;
  const path = file === input ? typed : typedLabels;
  throw new ProblemError({
    code: 'folder.unreadable',
    severity: 'error',
    ...(path === undefined ? {} : { path }),
  });
}

async function checkFolder(typed: string, options: ValidateOptions): Promise<Checked> {
  const { labels, rules = RULES, signal } = options;
  const log = options.parts === undefined ? undefined : new ReadLog(nodeFileSystem);
  const open = await openQualityDataset(typed, labels, { fileSystem: log?.fileSystem, orLabelsAlone: true });
  const { problems, files, found } = await checkDataset(open, rules, { ...options, log });
  const fixes = options.fix ? await fixLabels(open, found, signal) : undefined;
  const findings = found.flatMap(({ sequence, findings: all }) =>
    all.map((finding): ListedFinding => ({
      sequence: sequence.id,
      finding,
      isFixed: fixes?.fixed.has(finding.key) === true,
    })),
  );
  return { problems: [...problems, ...(fixes?.problems ?? [])], files, findings, written: fixes?.files ?? 0 };
}
