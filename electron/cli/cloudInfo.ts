import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { fileProblem } from '#electron/services/readProblems.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { describeCloud, type CloudDescription } from './cloudDescription.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { fieldStatistics, type FieldStatistics } from './fieldStatistics.ts';
import { printJson, printProblems } from './print.ts';

/**
 * The header of a PCD, PLY or `.bin` file and the range of each field. A body that cannot be decoded is a finding: the
 * header is shown all the same.
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
  const cloud = await describeCloud(path, bytes).catch((error: unknown) => {
    throw named(error, typed);
  });
  const { fields, problems } = await readFields(cloud, typed);
  const exitCode = problems.length === 0 ? EXIT.ok : EXIT.findings;
  if (json)
    return {
      exitCode,
      output: printJson({ ...cloud.json, bytes: bytes.length, statistics: fields, problems }),
    };
  return {
    exitCode,
    output: [...cloud.lines, ...fields.map(describeField), ...printProblems(problems)].join('\n'),
  };
}

async function readFields(
  cloud: CloudDescription,
  typed: string,
): Promise<{ fields: FieldStatistics[]; problems: Problem[] }> {
  try {
    const { columns } = await cloud.decode();
    return { fields: [...columns.values()].map(fieldStatistics), problems: [] };
  } catch (error) {
    const known = named(error, typed);
    if (!(known instanceof ProblemError)) throw error;
    return { fields: [], problems: [known.problem] };
  }
}

/** The same error with the path as it was typed. */
function named(error: unknown, path: string): unknown {
  if (!(error instanceof ProblemError)) return error;
  return new ProblemError({ ...error.problem, path }, { cause: error });
}

function describeField({ name, type, count, min, max, nan, infinite }: FieldStatistics): string {
  const range = min === undefined ? 'no finite value' : `${min} to ${max}`;
  const elements = count === 1 ? '' : ` × ${count}`;
  const faults = [nan > 0 ? `${nan} NaN` : '', infinite > 0 ? `${infinite} infinite` : ''].filter(Boolean);
  return `  ${name}: ${type}${elements}, ${[range, ...faults].join(', ')}`;
}
