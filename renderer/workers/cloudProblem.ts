import { PcdError } from 'pcd-format';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';

/** What is wrong with a point cloud's file, as data: from whatever fetching or decoding it threw. */
export function cloudProblem(error: unknown, path: string): Problem {
  if (error instanceof ProblemError) return { ...error.problem, path: error.problem.path ?? path };
  if (error instanceof PcdError) return pcdProblem(error, path);
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

function pcdProblem(error: PcdError, path: string): Problem {
  const reason = error.message;
  if (error.details['reason'] === 'empty') return { code: 'file.empty', severity: 'error', path };
  switch (error.code) {
    case 'header':
    case 'unsupported':
      return { code: 'cloud.header', severity: 'error', path, params: { reason } };
    case 'truncated': {
      const { expected, actual } = error.details;
      const isCounted = expected !== undefined && actual !== undefined;
      return {
        code: 'cloud.truncated',
        severity: 'error',
        path,
        ...(isCounted && { params: { expected, found: actual } }),
      };
    }
    case 'corrupt':
    case 'too-large':
      return { code: 'cloud.corrupt', severity: 'error', path, params: { reason } };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
