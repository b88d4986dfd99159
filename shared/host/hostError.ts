import { z } from 'zod';
import { problemSchema } from '../problems/problem.ts';

/** Why a call failed, as a closed list; errors cross the host's border as data, never as thrown objects. */
export const HOST_ERROR_CODES = [
  'invalid-request',
  'unauthorised',
  'not-found',
  /** No dataset of this id is open here: the host may be another one than the one that opened it. */
  'not-open',
  'denied',
  'read-only',
  'conflict',
  'disk-full',
  'too-large',
  'cancelled',
  'unsupported',
  'problem',
  'unreachable',
  'internal',
] as const;
export type HostErrorCode = (typeof HOST_ERROR_CODES)[number];

export const hostFailureSchema = z.object({
  code: z.enum(HOST_ERROR_CODES),
  /** For logs, English; people read `problem`. */
  message: z.string(),
  problem: problemSchema.optional(),
});
export type HostFailure = z.infer<typeof hostFailureSchema>;

export class HostError extends Error {
  override readonly name = 'HostError';
  readonly failure: HostFailure;

  constructor(failure: HostFailure, options?: { cause?: unknown }) {
    super(failure.message);
    this.failure = failure;
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
