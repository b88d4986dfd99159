import { apply, multiply, transpose, type Matrix3 } from '../geometry/matrix3.ts';
import type { Pixel } from './cameraModel.ts';

/** Moves normalised image coordinates from a sensor square to the optical axis to one that is not, and back. */
export interface SensorTilt {
  /** Undefined where the tilted sensor's plane is not met. */
  tilt(point: Pixel): Pixel | undefined;
  untilt(point: Pixel): Pixel | undefined;
}

/**
 * The tilted sensor (Scheimpflug) of OpenCV's 14-coefficient model, τx and τy in radians: with R = R(τy) · R(τx), the
 * point (x, y, 1) goes to R33·x' − R13·z', R33·y' − R23·z', z', where (x', y', z') = R · (x, y, 1).
 */
export function createSensorTilt(tauX: number, tauY: number): SensorTilt {
  if (tauX === 0 && tauY === 0) return { tilt: (point) => point, untilt: (point) => point };
  const [cosX, sinX, cosY, sinY] = [Math.cos(tauX), Math.sin(tauX), Math.cos(tauY), Math.sin(tauY)];
  const aboutX: Matrix3 = [1, 0, 0, 0, cosX, sinX, 0, -sinX, cosX];
  const aboutY: Matrix3 = [cosY, 0, -sinY, 0, 1, 0, sinY, 0, cosY];
  const rotation = multiply(aboutY, aboutX);
  const [r13, r23, r33] = [rotation[2], rotation[5], rotation[8]];
  const matrix = multiply([r33, 0, -r13, 0, r33, -r23, 0, 0, 1], rotation);
  const inverse = multiply(transpose(rotation), [1 / r33, 0, r13 / r33, 0, 1 / r33, r23 / r33, 0, 0, 1]);
  return { tilt: (point) => through(matrix, point), untilt: (point) => through(inverse, point) };
}

function through(matrix: Matrix3, [x, y]: Pixel): Pixel | undefined {
  const [u, v, w] = apply(matrix, [x, y, 1]);
  return w > 0 ? [u / w, v / w] : undefined;
}
