import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { LabelError, type LabelProblem } from './problem.ts';

export function publicProblem(problem: Problem): LabelProblem {
  const { code, severity, path, params = {} } = problem;
  return { code, severity, path, params, message: describeProblem(problem, 'en') };
}

/** What the house throws, as the library does. */
export function asLabelError(error: unknown): unknown {
  return error instanceof ProblemError
    ? new LabelError(publicProblem(error.problem), { cause: error.cause })
    : error;
}
