import { decodePcd, parsePcdHeader, PcdError, type PcdHeader } from 'pcd-format';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { fileProblem } from '#electron/services/readProblems.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { fieldStatistics, type FieldStatistics } from './fieldStatistics.ts';
import { printJson, printProblems } from './print.ts';

/**
 * The header of a PCD file and the range of each field. A body that cannot be decoded is a finding: the header is
 * shown all the same.
 *
 * @throws ProblemError `cloud.header`, `file.empty`, `file.unreadable` when there is nothing to show
 */
export async function infoOfCloud(
  path: string,
  typed: string,
  { json }: { readonly json: boolean },
): Promise<CommandResult> {
  const bytes = await nodeFileSystem.readFile(path).catch((error: unknown) => {
    throw fileProblem('file.unreadable', typed, error);
  });
  if (bytes.length === 0) throw new ProblemError({ code: 'file.empty', severity: 'error', path: typed });
  const header = readHeader(bytes, typed);
  const { fields, problem } = readFields(bytes, typed);
  const exitCode = problem === undefined ? EXIT.ok : EXIT.findings;
  const problems = problem === undefined ? [] : [problem];
  if (json)
    return { exitCode, output: printJson({ ...header, bytes: bytes.length, statistics: fields, problems }) };
  return {
    exitCode,
    output: [...describeHeader(header), ...fields.map(describeField), ...printProblems(problems)].join('\n'),
  };
}

function readHeader(bytes: Uint8Array, typed: string): PcdHeader {
  try {
    return parsePcdHeader(bytes);
  } catch (error) {
    throw error instanceof PcdError ? new ProblemError(problemOf(error, typed), { cause: error }) : error;
  }
}

function readFields(bytes: Uint8Array, typed: string): { fields: FieldStatistics[]; problem?: Problem } {
  try {
    return { fields: [...decodePcd(bytes).columns.values()].map(fieldStatistics) };
  } catch (error) {
    if (!(error instanceof PcdError)) throw error;
    return { fields: [], problem: problemOf(error, typed) };
  }
}

function problemOf({ code, message, details }: PcdError, path: string): Problem {
  if (code === 'truncated') {
    const params = { found: details['actual'] ?? 0, expected: details['expected'] ?? 0 };
    return { code: 'cloud.truncated', severity: 'error', path, params };
  }
  const problemCode = code === 'header' ? 'cloud.header' : 'cloud.corrupt';
  return { code: problemCode, severity: 'error', path, params: { reason: message } };
}

function describeHeader(header: PcdHeader): string[] {
  return [
    `PCD ${header.version || '(no version)'}, ${header.encoding}, ${header.points} points (${header.width} × ${header.height})`,
    `viewpoint: ${header.viewpoint.join(' ')}`,
    ...header.warnings.map(({ code, details }) => `note: ${code} ${JSON.stringify(details)}`),
  ];
}

function describeField({ name, type, count, min, max, nan, infinite }: FieldStatistics): string {
  const range = min === undefined ? 'no finite value' : `${min} to ${max}`;
  const elements = count === 1 ? '' : ` × ${count}`;
  const faults = [nan > 0 ? `${nan} NaN` : '', infinite > 0 ? `${infinite} infinite` : ''].filter(Boolean);
  return `  ${name}: ${type}${elements}, ${[range, ...faults].join(', ')}`;
}
