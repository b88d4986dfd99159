import { PcdError } from 'pcd-format';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';

type CloudCode = 'cloud.header' | 'cloud.truncated' | 'cloud.corrupt' | 'file.empty';
type CloudParams = NonNullable<Problem['params']> & { readonly reason?: ProblemReason };

/** What is wrong with a point cloud's file; whoever knows its path adds it. */
export function cloudError(code: CloudCode, params?: CloudParams): ProblemError {
  return new ProblemError({ code, severity: 'error', ...(params && { params }) });
}

/** PCD's own reasons that have a text in every language; the others are shown as the package words them. */
const REASONS: Readonly<Record<string, ProblemReason>> = {
  'git-lfs-pointer': 'gitLfsPointer',
  'no-data-line': 'noDataLine',
  foreign: 'otherFormat',
  'line-too-long': 'cloudLineTooLong',
  value: 'cloudValue',
  'value-count': 'cloudValueCount',
  comma: 'cloudComma',
  cloud: 'tooLarge',
};

/** A {@link PcdError} as the same problem that other kinds of files have; anything else as it is. */
export function fromPcdError(error: unknown): unknown {
  if (!(error instanceof PcdError)) return error;
  const { line, text, format, expected, actual, reason } = error.details;
  if (reason === 'empty') return cloudError('file.empty');
  if (error.code === 'truncated') {
    const isCounted = expected !== undefined && actual !== undefined;
    return cloudError('cloud.truncated', isCounted ? { expected, found: actual } : {});
  }
  const code = error.code === 'header' || error.code === 'unsupported' ? 'cloud.header' : 'cloud.corrupt';
  const params = {
    reason: (typeof reason === 'string' ? REASONS[reason] : undefined) ?? error.message,
    ...(line !== undefined && { line }),
    ...(text !== undefined && { text }),
    ...(format !== undefined && { format }),
    ...(expected !== undefined && { expected }),
  };
  return new ProblemError({ code, severity: 'error', params }, { cause: error });
}
