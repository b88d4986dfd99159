import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { StoredCorrection } from '#shared/dataset/acceptedCorrection.ts';
import { isOf } from '#shared/dataset/applyCorrections.ts';
import type { CalibrationCorrection } from '#shared/dataset/calibrationCorrection.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { Settings } from '#shared/host/settings.ts';
import type { CalibrationCheckState, MadeFinding } from '#renderer/state/calibrationCheck.ts';

/**
 * Names what a camera is calibrated with: its own calibration, and the corrections of it, since a camera may have none
 * but in single images.
 */
export function calibrationKey(
  { id, calibration }: Camera,
  sequenceId: string,
  corrections: readonly StoredCorrection[],
): string {
  const applied = corrections.filter(
    ({ accepted, isApplied }) => isApplied && isOf(accepted, sequenceId, id),
  );
  const kinds = applied.map(({ accepted }) => accepted.correction.kind);
  return [id, calibration?.hash ?? '', ...kinds].join(' ');
}

/** What was found about calibrations that are still in use, without what the person has dismissed; the surest first. */
export function openFindings(
  { made, cameras, corrections }: Pick<CalibrationCheckState, 'made' | 'cameras' | 'corrections'>,
  dismissed: readonly string[],
): readonly MadeFinding[] {
  return made
    .filter(({ finding, about }) => {
      const camera = cameras.find(({ id }) => id === finding.camera);
      return camera !== undefined && calibrationKey(camera, finding.sequence, corrections) === about;
    })
    .filter((entry) => !dismissed.includes(dismissalOf(entry)))
    .sort((a, b) => CERTAINTIES.indexOf(a.finding.certainty) - CERTAINTIES.indexOf(b.finding.certainty));
}

const CERTAINTIES: readonly CalibrationFinding['certainty'][] = ['certain', 'likely', 'suspicion'];

/** Worth a warning, not only a line in the panel. */
export function isWarning({ certainty }: CalibrationFinding): boolean {
  return certainty !== 'suspicion';
}

/** By what a dismissed finding is known again when the dataset is opened the next time. */
export function dismissalOf({ finding: { sequence, kind }, about }: MadeFinding): string {
  return [sequence, kind, about].join(' ');
}

export function dismissedIn({ dismissedFindings }: Settings, path: string): readonly string[] {
  return dismissedFindings[path] ?? NONE;
}

const NONE: readonly string[] = [];

export interface CameraChange {
  readonly camera: string;
  readonly correction: CalibrationCorrection;
}

/** What accepting a finding changes: where two cameras have each other's calibration, both. */
export function changesOf({ camera, otherCamera, correction }: CalibrationFinding): readonly CameraChange[] {
  if (correction === undefined) return [];
  const change = { camera, correction };
  if (correction.kind !== 'swap' || otherCamera === undefined) return [change];
  return [change, { camera: otherCamera, correction: { kind: 'swap', camera } }];
}
