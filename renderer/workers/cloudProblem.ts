import { ProblemError, type Problem } from '#shared/problems/problem.ts';

/** What is wrong with a point cloud's file, as data: from whatever fetching or decoding it threw. */
export function cloudProblem(error: unknown, path: string): Problem {
  if (error instanceof ProblemError) return { ...error.problem, path: error.problem.path ?? path };
  return { code: 'file.unreadable', severity: 'error', path, params: { reason: messageOf(error) } };
}

/** The answer of a fetch that did not bring the file. */
export function responseProblem(status: number, path: string): ProblemError {
  if (status === 404) return new ProblemError({ code: 'file.missing', severity: 'error', path });
  return new ProblemError({
    code: 'file.unreadable',
    severity: 'error',
    path,
    params: { reason: `HTTP ${status}` },
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
