import { z } from 'zod';
import { calibrationCorrectionSchema } from '../../dataset/calibrationCorrection.ts';

/** What can be wrong with a calibration, the signs of each: `docs/cameras.md`. */
export const FINDING_KINDS = [
  'inverted-extrinsic',
  'transposed-rotation',
  'opengl-axes',
  'vehicle-axes',
  'quaternion-order',
  'millimetres',
  'degrees',
  'not-a-rotation',
  'mirrored-rotation',
  'no-focal-length',
  'principal-point-outside',
  'scaled-image',
  'cropped-image',
  'wrong-coefficients',
  'already-undistorted',
  'not-undistorted',
  'folds-in-image',
  'sees-no-points',
  'swapped-cameras',
] as const;

/** What the doctor found about one camera, and what would put it right. */
export const calibrationFindingSchema = z.object({
  kind: z.enum(FINDING_KINDS),
  sequence: z.string(),
  camera: z.string(),
  /** Whose calibration this camera has, for `swapped-cameras`. */
  otherCamera: z.string().optional(),
  /** What the file's numbers say is certain; what only geometry suggests is a suspicion. */
  certainty: z.enum(['certain', 'likely', 'suspicion']),
  /** The numbers of the sentence: shares of points in percent, counts, pixels. */
  evidence: z.record(z.string(), z.union([z.number(), z.string()])),
  correction: calibrationCorrectionSchema.optional(),
});

export type FindingKind = (typeof FINDING_KINDS)[number];
export type CalibrationFinding = Readonly<z.infer<typeof calibrationFindingSchema>>;
