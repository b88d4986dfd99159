import { checkedLens, type LensReading } from '../checkedLens.ts';
import { opencvLens } from '../opencvLens.ts';
import type { CalibrationContents } from './calibrationContents.ts';
import { isMapping, sizeAt, textAt } from './rosMatrix.ts';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * A lens as camodocal writes it, and VINS and LVI-SAM after it: `model_type` (PINHOLE, MEI, KANNALA_BRANDT),
 * `projection_parameters`, `distortion_parameters` (k1 k2 p1 p2), `mirror_parameters` (xi). Undefined for what is none.
 *
 * @param camera what the file calls the camera
 */
export function readCamodocal(value: unknown, camera: string): CalibrationContents | undefined {
  if (!isMapping(value) || !Object.hasOwn(value, 'model_type')) return undefined;
  if (!isMapping(value['projection_parameters'])) return undefined;
  const lens = lensOf(value, value['projection_parameters']);
  const size = sizeAt(value, ['image_width'], ['image_height']);
  return { form: 'camodocal', lenses: [{ camera, ...size, of: () => lens }], poses: [] };
}

function lensOf(value: Parameters, plane: Parameters): LensReading {
  const model = textAt(value, ['model_type']) ?? '?';
  const where = 'projection_parameters';
  const [u0, v0] = [plane['u0'], plane['v0']];
  switch (model.toUpperCase()) {
    case 'PINHOLE': {
      const named = { model: 'pinhole', fx: plane['fx'], fy: plane['fy'], cx: plane['cx'], cy: plane['cy'] };
      const read = checkedLens(named, where);
      if ('fault' in read) return read;
      const { fx, fy, cx, cy } = read.intrinsics;
      return opencvLens([fx, 0, cx, 0, fy, cy, 0, 0, 1], numbersOf(value), 'opencv', 'distortion_parameters');
    }
    case 'MEI': {
      const mirror = value['mirror_parameters'];
      const xi = isMapping(mirror) ? mirror['xi'] : undefined;
      const lens = { model: 'mei', fx: plane['gamma1'], fy: plane['gamma2'], cx: u0, cy: v0, xi };
      return checkedLens({ ...lens, coefficients: numbersOf(value) }, where);
    }
    case 'KANNALA_BRANDT': {
      // Its k1 is 1: r = θ + k2 θ³ + k3 θ⁵ + k4 θ⁷ + k5 θ⁹.
      const coefficients = ['k2', 'k3', 'k4', 'k5'].map((name) => plane[name]);
      const lens = { model: 'kannala-brandt', fx: plane['mu'], fy: plane['mv'], cx: u0, cy: v0 };
      return checkedLens({ ...lens, coefficients }, where);
    }
    default:
      return { fault: { code: 'calibration.unsupported', reason: 'lensModel', model, where: 'model_type' } };
  }
}

/** k1 k2 p1 p2; what is no number is told by whoever checks them. */
function numbersOf(value: Parameters): number[] {
  const distortion = value['distortion_parameters'];
  return ['k1', 'k2', 'p1', 'p2'].map((name) => {
    const coefficient = isMapping(distortion) ? distortion[name] : 0;
    return typeof coefficient === 'number' ? coefficient : Number.NaN;
  });
}
