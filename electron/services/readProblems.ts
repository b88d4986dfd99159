import { systemErrorCode } from '#shared/host/failure.ts';
import { HostError } from '#shared/host/hostError.ts';
import { ProblemError, type ProblemCode } from '#shared/problems/problem.ts';

/** What a sentence can say of a system error: its short name (`EACCES`), for the message holds absolute paths. */
export function systemReason(cause: unknown): string {
  if (cause instanceof HostError && cause.failure.code === 'denied') return 'outsideFolder';
  return systemErrorCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}

/** An error-level problem about one file, with its cause kept for the log. */
export function fileProblem(code: ProblemCode, path: string, cause: unknown): ProblemError {
  return new ProblemError(
    { code, severity: 'error', path, params: { reason: systemReason(cause) } },
    { cause },
  );
}

/** The file is there and is left as it is; `reason` is a code of `reasons.ts` or a system error's name. */
export function unreadableFile(path: string, reason: string, cause?: unknown): ProblemError {
  const params = { reason };
  return new ProblemError({ code: 'file.unreadable', severity: 'error', path, params }, { cause });
}
