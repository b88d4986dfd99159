import type { Intrinsics } from '../dataset/dataset.ts';
import type { CameraModel } from './cameraModel.ts';
import { cosineAt, createConeLens, WIDEST_RADIUS, type ConeLens } from './coneLens.ts';

type Eucm = Extract<Intrinsics, { model: 'eucm' }>;

/**
 * The enhanced unified camera model, Khomutenko, Garcia and Martinet 2016, An Enhanced Unified Camera Model: with
 * d = √(β (x² + y²) + z²), x is drawn at x / (α d + (1 − α) z). For α > ½ the image ends at the radius
 * 1 / √(β (2α − 1)), where it folds.
 */
export function createEucm(intrinsics: Eucm): CameraModel {
  const { alpha, beta } = intrinsics;
  const toPlane: ConeLens['toPlane'] = ([x, y, z]) => {
    const depth = alpha * Math.sqrt(beta * (x * x + y * y) + z * z) + (1 - alpha) * z;
    return [x / depth, y / depth];
  };
  const fold = alpha > 0.5 ? 1 / Math.sqrt(beta * (2 * alpha - 1)) : Infinity;
  const fromPlane: ConeLens['fromPlane'] = ([x, y]) => {
    const s = x * x + y * y;
    if (!(s <= fold * fold)) return undefined;
    const root = Math.sqrt(Math.max(0, 1 - (2 * alpha - 1) * beta * s));
    return [x, y, (1 - beta * alpha * alpha * s) / (alpha * root + 1 - alpha)];
  };
  const cosine = cosineAt(fromPlane, Math.min(fold, WIDEST_RADIUS));
  return createConeLens({ intrinsics, toPlane, fromPlane, cosine });
}
