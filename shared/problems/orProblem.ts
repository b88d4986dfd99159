import { ProblemError, type Problem } from './problem.ts';

/**
 * What the work gives; undefined where a file is wrong, which is then named, so that the rest goes on.
 *
 * @param problems gets it
 * @param path what it is said of, where the work does not know the path as others do
 */
export async function orProblem<T>(
  problems: Problem[],
  work: () => Promise<T>,
  path?: string,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(path === undefined ? error.problem : { ...error.problem, path });
    return undefined;
  }
}
