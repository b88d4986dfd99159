import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';

/** What the calibrations were checked with. */
export interface Examined {
  readonly cameras: number;
  readonly frames: number;
  readonly points: number;
}

/** What the doctor's worker answers. */
export type DoctorReply =
  | { readonly kind: 'done'; readonly findings: readonly CalibrationFinding[]; readonly examined: Examined }
  | { readonly kind: 'failed'; readonly message: string };
