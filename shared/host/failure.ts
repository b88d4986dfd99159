import { ProblemError, type ProblemCode } from '../problems/problem.ts';
import { HostError, type HostErrorCode, type HostFailure } from './hostError.ts';

const BY_PROBLEM: Partial<Record<ProblemCode, HostErrorCode>> = {
  'file.missing': 'not-found',
  'save.conflict': 'conflict',
  'save.denied': 'read-only',
  'save.diskFull': 'disk-full',
};

/** The system's error names; the same on every platform that Node runs on. */
const BY_SYSTEM_CODE: Readonly<Record<string, HostErrorCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ENAMETOOLONG: 'not-found',
  ELOOP: 'denied',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'too-large',
};

/** Turns whatever a service threw into the failure that crosses the host's border. */
export function toHostFailure(error: unknown): HostFailure {
  if (error instanceof HostError) return error.failure;
  if (error instanceof ProblemError) {
    const { problem } = error;
    return { code: BY_PROBLEM[problem.code] ?? 'problem', message: error.message, problem };
  }
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
  if (error.name === 'AbortError') return { code: 'cancelled', message: 'the call was cancelled' };
  const systemCode = systemErrorCode(error);
  const code = systemCode === undefined ? undefined : BY_SYSTEM_CODE[systemCode];
  return { code: code ?? 'internal', message: error.message };
}

/** `ENOSPC` and the like, where the error came from the operating system. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
