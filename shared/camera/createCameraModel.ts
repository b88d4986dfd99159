import type { Intrinsics } from '../dataset/dataset.ts';
import { createBrownConrady } from './brownConrady.ts';
import type { CameraModel } from './cameraModel.ts';
import { createDoubleSphere } from './doubleSphere.ts';
import { createEucm } from './eucm.ts';
import { createKannalaBrandt } from './kannalaBrandt.ts';
import { createMei } from './mei.ts';
import { createPinhole } from './pinhole.ts';
import { createRadialPolynomial } from './radialPolynomial.ts';

/** The lens that the intrinsics describe. A new model is a file beside this one and a case here. */
export function createCameraModel(intrinsics: Intrinsics): CameraModel {
  switch (intrinsics.model) {
    case 'pinhole':
      return createPinhole(intrinsics);
    case 'kannala-brandt':
      return createKannalaBrandt(intrinsics);
    case 'brown-conrady':
      return createBrownConrady(intrinsics);
    case 'mei':
      return createMei(intrinsics);
    case 'double-sphere':
      return createDoubleSphere(intrinsics);
    case 'eucm':
      return createEucm(intrinsics);
    case 'radial-polynomial':
      return createRadialPolynomial(intrinsics);
  }
}
