import { ProblemError } from '../problems/problem.ts';
import type { DatasetFolder } from './fileTree.ts';

/** The text of a file that may be absent. @throws ProblemError `file.unreadable`. */
export async function readIfThere(folder: DatasetFolder, path: string): Promise<string | undefined> {
  try {
    return await folder.readText(path);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'file.missing') return undefined;
    throw error;
  }
}
