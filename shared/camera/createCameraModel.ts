import type { Intrinsics } from '../dataset/dataset.ts';
import { createBrownConrady } from './brownConrady.ts';
import type { CameraModel } from './cameraModel.ts';
import { createKannalaBrandt } from './kannalaBrandt.ts';
import { createPinhole } from './pinhole.ts';

/** The lens that the intrinsics describe. A new model is a file beside this one and a case here. */
export function createCameraModel(intrinsics: Intrinsics): CameraModel {
  switch (intrinsics.model) {
    case 'pinhole':
      return createPinhole(intrinsics);
    case 'kannala-brandt':
      return createKannalaBrandt(intrinsics);
    case 'brown-conrady':
      return createBrownConrady(intrinsics);
  }
}
