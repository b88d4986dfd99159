import { createStore, type StoreApi } from 'zustand/vanilla';
import { mutableTransform, type FoundCalibration } from '#shared/dataset/calibration.ts';
import type { CalibrationCorrection } from '#shared/dataset/calibrationCorrection.ts';
import {
  calibrationOfImage,
  type Camera,
  type CameraCalibration,
  type Frame,
  type ImageCalibration,
} from '#shared/dataset/dataset.ts';
import { soundlyCorrected } from '#shared/dataset/soundCorrection.ts';

/** What is tried out on images before anybody accepts it. Nothing of it is ever written. */
export interface CalibrationTrial {
  /** Cameras whose images show the points. */
  readonly cameras: ReadonlySet<string>;
  /** Empty while the person looks at how it was before. */
  readonly corrections: ReadonlyMap<string, CalibrationCorrection>;
  /** Some of the frame's points: x, y, z of each, label frame, metres. */
  readonly points: Float64Array;
}

export interface CalibrationsState {
  /** Cameras whose calibration was corrected, or withdrawn, since the dataset was opened; by id. */
  readonly changed: ReadonlyMap<string, Camera>;
  readonly trial: CalibrationTrial | undefined;
}

/** What the cameras of a sequence are calibrated with at present: as opened, as corrected since, and as tried out. */
export class Calibrations {
  readonly state: StoreApi<CalibrationsState> = createStore(() => ({ changed: new Map(), trial: undefined }));
  readonly #cameras: readonly Camera[];

  constructor(cameras: readonly Camera[]) {
    this.#cameras = cameras;
  }

  /** The camera as it is now. */
  camera(camera: Camera): Camera {
    return this.state.getState().changed.get(camera.id) ?? camera;
  }

  /** What holds for a camera's image in a frame, and is written to labels. */
  of(camera: Camera, frame: Frame, own: readonly ImageCalibration[]): CameraCalibration | undefined {
    return calibrationOfImage(this.camera(camera), frame, own);
  }

  /** The same with what is being tried out: what images show. Undefined where that would be no calibration. */
  shown(camera: Camera, frame: Frame, own: readonly ImageCalibration[]): CameraCalibration | undefined {
    const present = this.of(camera, frame, own);
    const correction = this.state.getState().trial?.corrections.get(camera.id);
    if (correction === undefined) return present;
    const of = (id: string): FoundCalibration | undefined => {
      const other = this.#cameras.find((one) => one.id === id);
      return other && this.of(other, frame, own);
    };
    const corrected = soundlyCorrected(present ?? this.camera(camera).refused, correction, of);
    if (typeof corrected === 'string') return undefined;
    const { intrinsics, cameraFromLabel } = corrected;
    // Nothing that is written asks for it, so that it needs no hash of its own.
    return { hash: '', ...present, intrinsics, cameraFromLabel: mutableTransform(cameraFromLabel) };
  }

  /** Uses these cameras from now on. */
  change(cameras: readonly Camera[]): void {
    this.state.setState({ changed: new Map(cameras.map((camera) => [camera.id, camera])) });
  }

  /** Shows this on the images; `undefined`: nothing but what holds. */
  try(trial: CalibrationTrial | undefined): void {
    this.state.setState({ trial });
  }
}
