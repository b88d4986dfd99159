import { schemaFault } from '../problems/schemaFault.ts';
import type { CalibrationFault } from './calibration.ts';
import { intrinsicsSchema, type Intrinsics } from './dataset.ts';

/** A lens as a file has it, or why it cannot be used. */
export type LensReading = { readonly intrinsics: Intrinsics } | { readonly fault: CalibrationFault };

/**
 * A lens whose numbers are within the bounds of its model, or the first that is not.
 *
 * @param where the place of the lens in its file, for messages
 */
export function checkedLens(candidate: object, where: string): LensReading {
  const parsed = intrinsicsSchema.safeParse(candidate);
  if (parsed.success) return { intrinsics: parsed.data };
  const fault = schemaFault(parsed.error, candidate);
  const place = [where, fault.where].filter((part) => part !== '').join('.');
  return { fault: { code: 'calibration.malformed', ...fault, where: place } };
}
