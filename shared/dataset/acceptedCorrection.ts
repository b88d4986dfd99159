import { z } from 'zod';
import type { Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { schemaFault } from '../problems/schemaFault.ts';
import { calibrationCorrectionSchema } from './calibrationCorrection.ts';

export const CORRECTIONS_KEY = 'acceptedCorrections';

/**
 * A correction that a person accepted after having seen it on the images. It lies in our manifest, the calibration's own
 * file is never written.
 */
export const acceptedCorrectionSchema = z.looseObject({
  sequence: z
    .string()
    .optional()
    .describe("The sequence's id; absent: every sequence whose camera has the calibration that is replaced."),
  camera: z.string().describe("The camera's id."),
  correction: calibrationCorrectionSchema.describe('What is done to the calibration.'),
  replaces: z
    .string()
    .nullable()
    .describe(
      "Hash of the calibration that it was accepted for: the camera's own, that of its first image where only images have one, the numbers that were refused, or what an earlier correction makes of it; null: there were no numbers.",
    ),
  acceptedAt: z.string().optional().describe('When it was accepted: ISO 8601; absent: not known.'),
});
export type AcceptedCorrection = z.infer<typeof acceptedCorrectionSchema>;

/** One of the manifest, and whether it is in use: its calibration may have changed since. */
export const storedCorrectionSchema = z.object({
  accepted: acceptedCorrectionSchema,
  isApplied: z.boolean(),
});
export type StoredCorrection = z.infer<typeof storedCorrectionSchema>;

export interface FoundCorrections {
  /** Undefined where the manifest does not speak of corrections. */
  readonly accepted: readonly AcceptedCorrection[] | undefined;
  readonly problems: readonly Problem[];
}

/** The corrections in a parsed manifest; what is broken is named and left out. `path` is the manifest's. */
export function correctionsIn(json: unknown, path: string): FoundCorrections {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, CORRECTIONS_KEY)) {
    return { accepted: undefined, problems: [] };
  }
  const list: unknown = Reflect.get(json, CORRECTIONS_KEY);
  if (!Array.isArray(list)) return { accepted: [], problems: [broken(path, CORRECTIONS_KEY, 'expectList')] };
  const accepted: AcceptedCorrection[] = [];
  const problems: Problem[] = [];
  for (const [i, entry] of list.entries()) {
    const parsed = acceptedCorrectionSchema.safeParse(entry);
    if (parsed.success) {
      accepted.push(parsed.data);
      continue;
    }
    const { where, reason } = schemaFault(parsed.error, entry);
    const place = `${CORRECTIONS_KEY}[${i}]`;
    problems.push(broken(path, where === '' ? place : `${place}.${where}`, reason));
  }
  return { accepted, problems };
}

function broken(path: string, where: string, reason: ProblemReason): Problem {
  return { code: 'correction.malformed', severity: 'warning', path, params: { where, reason } };
}
