import { createCameraModel } from '../../camera/createCameraModel.ts';
import type { CameraView } from '../../camera/cameraView.ts';
import { projectCuboid } from '../../camera/projectCuboid.ts';
import { roundRatio, roundRectangle } from '../../labels/rounding.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import {
  calibrationIn,
  type FrameLabels,
  type LabelCalibration,
  type LabelCamera,
  type LabelObject,
} from './labelSet.ts';

/** Where an object appears on an image: what we compute from its cuboid, or computed when it was saved. */
export interface ProjectedBox {
  /** Bounds of the outline within the image, pixels. */
  readonly rectangle: Rectangle;
  readonly truncation: number;
}

/** The image's size is not known: its border is taken to be so far away. */
const BEYOND_ALL_IMAGES = 1e5;

/** Cameras for projecting, made once for each calibration. */
export class Projector {
  readonly #views = new WeakMap<LabelCalibration, CameraView>();

  /** Undefined: the camera does not see it, or has no calibration. */
  project(object: LabelObject, camera: LabelCamera, labels: FrameLabels): ProjectedBox | undefined {
    const saved = labels.sidecar?.objects
      .find(({ trackId }) => trackId === object.track)
      ?.projections.find(({ camera: id }) => id === camera.id);
    if (saved !== undefined)
      return { rectangle: roundRectangle(saved.clipped), truncation: saved.truncation };
    const calibration = calibrationIn(camera, labels);
    if (calibration === undefined) return undefined;
    const found = projectCuboid(object.cuboid, this.#viewOf(camera, calibration));
    if (found?.clipped === undefined) return undefined;
    return { rectangle: roundRectangle(found.clipped), truncation: roundRatio(found.truncation) };
  }

  #viewOf(camera: LabelCamera, calibration: LabelCalibration): CameraView {
    const known = this.#views.get(calibration);
    if (known !== undefined) return known;
    const view: CameraView = {
      model: createCameraModel(calibration.intrinsics),
      cameraFromLabel: calibration.cameraFromLabel,
      width: camera.width ?? BEYOND_ALL_IMAGES,
      height: camera.height ?? BEYOND_ALL_IMAGES,
    };
    this.#views.set(calibration, view);
    return view;
  }
}
