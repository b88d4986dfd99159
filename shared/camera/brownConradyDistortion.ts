import type { Pixel } from './cameraModel.ts';
import { addScaled, derivative, evaluate, multiply, signChanges, type Polynomial } from './polynomial.ts';

/** Tangent of the angle off the axis; a fold beyond 89.9999° is none. */
const WIDEST_RADIUS = 1e6;

/** The distortion of normalised image coordinates x/z, y/z, sensor tilt apart. */
export interface Distortion {
  /** k1 k2 k3 over k4 k5 k6: the factor L = numerator / denominator, in powers of r². */
  readonly numerator: Polynomial;
  readonly denominator: Polynomial;
  /** The same two, k1 to k6. */
  readonly radial: readonly [k1: number, k2: number, k3: number, k4: number, k5: number, k6: number];
  readonly tangential: readonly [p1: number, p2: number];
  readonly thinPrism: readonly [s1: number, s2: number, s3: number, s4: number];
}

/** @param coefficients in OpenCV's order: k1 k2 p1 p2 [k3 [k4 k5 k6 [s1 s2 s3 s4 [τx τy]]]] */
export function distortionOf(coefficients: readonly number[]): Distortion {
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0] = coefficients;
  const [s1 = 0, s2 = 0, s3 = 0, s4 = 0] = coefficients.slice(8);
  return {
    numerator: [1, k1, k2, k3],
    denominator: [1, k4, k5, k6],
    radial: [k1, k2, k3, k4, k5, k6],
    tangential: [p1, p2],
    thinPrism: [s1, s2, s3, s4],
  };
}

/** x″, y″ of OpenCV's `projectPoints`. */
export function distort({ radial, tangential, thinPrism }: Distortion, [x, y]: Pixel): Pixel {
  const s = x * x + y * y;
  // Written out: this is what drawing through such a lens spends its time on.
  const above = 1 + s * (radial[0] + s * (radial[1] + s * radial[2]));
  const below = 1 + s * (radial[3] + s * (radial[4] + s * radial[5]));
  const factor = above / below;
  const [p1, p2] = tangential;
  const [s1, s2, s3, s4] = thinPrism;
  return [
    x * factor + 2 * p1 * x * y + p2 * (s + 2 * x * x) + s * (s1 + s * s2),
    y * factor + p1 * (s + 2 * y * y) + 2 * p2 * x * y + s * (s3 + s * s4),
  ];
}

/** Rows of the derivative of {@link distort} by x and y. */
export function distortionSlope(
  { numerator, denominator, tangential, thinPrism }: Distortion,
  [x, y]: Pixel,
): readonly [number, number, number, number] {
  const s = x * x + y * y;
  const below = evaluate(denominator, s);
  const factor = evaluate(numerator, s) / below;
  // dL/dx = 2 x dL/ds, and the same for y.
  const slope =
    (2 * (evaluate(derivative(numerator), s) - factor * evaluate(derivative(denominator), s))) / below;
  const [p1, p2] = tangential;
  const [s1, s2, s3, s4] = thinPrism;
  const prismX = 2 * (s1 + 2 * s * s2);
  const prismY = 2 * (s3 + 2 * s * s4);
  const mixed = x * y * slope + 2 * (p1 * x + p2 * y);
  return [
    factor + x * x * slope + 2 * p1 * y + 6 * p2 * x + x * prismX,
    mixed + y * prismX,
    mixed + x * prismY,
    factor + y * y * slope + 6 * p1 * y + 2 * p2 * x + y * prismY,
  ];
}

/** r · L(r): how far from the axis the radial part alone puts a point at the radius r. */
export function distortRadius({ numerator, denominator }: Distortion, radius: number): number {
  const s = radius * radius;
  return (radius * evaluate(numerator, s)) / evaluate(denominator, s);
}

/**
 * The radius √((x/z)² + (y/z)²) up to which r · L(r) grows: the smallest positive root of its derivative
 * ((N + 2 s N′) D − 2 s N D′) / D² with s = r², or of D where that comes first. Beyond it the image folds back, and
 * points far outside the view would appear in the middle of it. {@link WIDEST_RADIUS} where it never folds.
 */
export function foldRadius({ numerator, denominator }: Distortion): number {
  const slope = addScaled(
    multiply(addScaled(numerator, twiceSlope(numerator), 1), denominator),
    multiply(numerator, twiceSlope(denominator)),
    -1,
  );
  const limit = WIDEST_RADIUS * WIDEST_RADIUS;
  const ends = [slope, denominator].flatMap((polynomial) => signChanges(polynomial, 0, limit));
  return Math.sqrt(Math.min(limit, ...ends));
}

/** 2 s p′(s). */
function twiceSlope(polynomial: Polynomial): Polynomial {
  return multiply([0, 2], derivative(polynomial));
}
