import { parseJson } from '../problems/parseJson.ts';
import { ProblemError, type Problem } from '../problems/problem.ts';
import type { DatasetFolder } from './fileTree.ts';

/** A JSON file that the dataset can do without; where it cannot be read, `problems` says so. */
export async function readJsonIfSound(
  folder: DatasetFolder,
  path: string,
  problems: Problem[],
): Promise<unknown> {
  try {
    const text = await folder.readText(path);
    return parseJson(text, path, { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}
