import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { StoredCorrection } from '#shared/dataset/acceptedCorrection.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { Examined } from '#renderer/workers/doctorProtocol.ts';

/** A finding, and the calibration that it is about. */
export interface MadeFinding {
  readonly finding: CalibrationFinding;
  /** See `calibrationKey`: once the camera has another, the finding is settled. */
  readonly about: string;
}

export type CheckProgress = 'waiting' | 'running' | 'done' | 'failed';

/** The check of a sequence's calibrations, and what became of its findings. */
export interface CalibrationCheckState {
  readonly progress: CheckProgress;
  readonly examined: Examined | undefined;
  readonly made: readonly MadeFinding[];
  /** Of the whole dataset. */
  readonly corrections: readonly StoredCorrection[];
  /** Of the dataset: as opened, or as the host said after the last correction. */
  readonly problems: readonly Problem[];
  /** The sequence's, with their calibrations of now. */
  readonly cameras: readonly Camera[];
  readonly isOpen: boolean;
  /** The finding whose correction the images show. */
  readonly selected: CalibrationFinding | undefined;
  /** The images show how it was before. */
  readonly isBefore: boolean;
}

export type CalibrationCheck = StoreApi<CalibrationCheckState>;

export function createCalibrationCheck(
  opened: Pick<CalibrationCheckState, 'corrections' | 'problems' | 'cameras'>,
): CalibrationCheck {
  return createStore<CalibrationCheckState>(() => ({
    ...opened,
    progress: 'waiting',
    examined: undefined,
    made: [],
    isOpen: false,
    selected: undefined,
    isBefore: false,
  }));
}
