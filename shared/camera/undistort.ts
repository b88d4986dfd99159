import { distort, distortionSlope, distortRadius, type Distortion } from './brownConradyDistortion.ts';
import type { Pixel } from './cameraModel.ts';

/** Of the distance in the image: a millionth of a thousandth of a pixel. */
const CONVERGED = 1e-15;
const ACCEPTED = 1e-12;

/**
 * The point within `maxRadius` that the lens puts at `target`, by Newton's method with the exact derivative: first along
 * the radius, where a bracket makes it certain, then in both dimensions, halving steps that lead away. OpenCV's
 * fixed-point iteration diverges for strong distortion. Undefined where no point of the domain is put there.
 */
export function undistort(distortion: Distortion, target: Pixel, maxRadius: number): Pixel | undefined {
  const distance = Math.hypot(...target);
  if (distance === 0) return refine(distortion, target, [0, 0], maxRadius);
  const radius = undistortRadius(distortion, distance, maxRadius);
  const start: Pixel = [(target[0] / distance) * radius, (target[1] / distance) * radius];
  return refine(distortion, target, start, maxRadius);
}

function refine(distortion: Distortion, target: Pixel, start: Pixel, maxRadius: number): Pixel | undefined {
  const scale = 1 + Math.hypot(...target);
  let point = start;
  let rest = difference(target, distort(distortion, point));
  for (let i = 0; i < 60 && Math.hypot(...rest) > CONVERGED * scale; i++) {
    const [a, b, c, d] = distortionSlope(distortion, point);
    const determinant = a * d - b * c;
    const step: Pixel = [
      (d * rest[0] - b * rest[1]) / determinant,
      (a * rest[1] - c * rest[0]) / determinant,
    ];
    let hasImproved = false;
    for (let part = 1; part > 1e-9 && !hasImproved; part /= 2) {
      const next: Pixel = [point[0] + part * step[0], point[1] + part * step[1]];
      const nextRest = difference(target, distort(distortion, next));
      hasImproved = Math.hypot(...next) <= maxRadius && Math.hypot(...nextRest) < Math.hypot(...rest);
      if (hasImproved) [point, rest] = [next, nextRest];
    }
    if (!hasImproved) break;
  }
  return Math.hypot(...rest) <= ACCEPTED * scale ? point : undefined;
}

/** The radius that the radial part puts at `distance`, or `maxRadius` where none does: it only grows up to there. */
function undistortRadius(distortion: Distortion, distance: number, maxRadius: number): number {
  let low = 0;
  let high = maxRadius;
  let radius = Math.min(distance, maxRadius);
  for (let i = 0; i < 100; i++) {
    const error = distortRadius(distortion, radius) - distance;
    if (error === 0) break;
    if (error < 0) low = radius;
    else high = radius;
    // The derivative by differences is good enough for a start, and the bracket guards it.
    const nudge = radius * 1e-6;
    const slope = (distortRadius(distortion, radius + nudge) - distance - error) / nudge;
    const newton = radius - error / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - radius) <= 1e-12 * radius) break;
    radius = next;
  }
  return radius;
}

function difference(a: Pixel, b: Pixel): Pixel {
  return [a[0] - b[0], a[1] - b[1]];
}
