import type { Intrinsics } from '../dataset/dataset.ts';
import type { CameraModel } from './cameraModel.ts';
import { cosineAt, createConeLens, WIDEST_RADIUS, type ConeLens } from './coneLens.ts';

type DoubleSphere = Extract<Intrinsics, { model: 'double-sphere' }>;

/**
 * Usenko, Demmel and Cremers 2018, The Double Sphere Camera Model, equations 40 to 45: with d₁ = |p| and
 * d₂ = √(x² + y² + (ξ d₁ + z)²), x is drawn at x / (α d₂ + (1 − α)(ξ d₁ + z)). For α > ½ the image ends at the radius
 * 1 / √(2α − 1), where it folds.
 */
export function createDoubleSphere(intrinsics: DoubleSphere): CameraModel {
  const { xi, alpha } = intrinsics;
  const toPlane: ConeLens['toPlane'] = ([x, y, z], range) => {
    const shifted = xi * range + z;
    const depth = alpha * Math.sqrt(x * x + y * y + shifted * shifted) + (1 - alpha) * shifted;
    return [x / depth, y / depth];
  };
  const fold = alpha > 0.5 ? 1 / Math.sqrt(2 * alpha - 1) : Infinity;
  const fromPlane: ConeLens['fromPlane'] = ([x, y]) => {
    const s = x * x + y * y;
    if (!(s <= fold * fold)) return undefined;
    const root = Math.sqrt(Math.max(0, 1 - (2 * alpha - 1) * s));
    const z = (1 - alpha * alpha * s) / (alpha * root + 1 - alpha);
    const under = z * z + (1 - xi * xi) * s;
    if (under < 0) return undefined;
    const scale = (z * xi + Math.sqrt(under)) / (z * z + s);
    return [scale * x, scale * y, scale * z - xi];
  };
  const cosine = cosineAt(fromPlane, Math.min(fold, WIDEST_RADIUS));
  return createConeLens({ intrinsics, toPlane, fromPlane, cosine });
}
