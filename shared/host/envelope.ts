import { z } from 'zod';
import { hostFailureSchema, type HostFailure } from './hostError.ts';

/** What every transport carries back from a call: the value or the failure, never a thrown object. */
export type Envelope =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: HostFailure };

export const envelopeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: hostFailureSchema }),
]);
