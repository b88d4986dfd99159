import type { Intrinsics } from '../dataset/dataset.ts';
import type { CameraModel } from './cameraModel.ts';
import { clipToCone } from './clipToDomain.ts';

/** Radians off the optical axis. At π itself every direction is the same point: the image of it is a whole circle. */
const WIDEST_ANGLE = 0.98 * Math.PI;
/** The fold is looked for in so many steps, of 0.2°, and then by bisection. */
const STEPS = 900;
/** Clipped ends lie this far inside the domain, so that rounding cannot put them outside (radians). */
const CLIP_MARGIN = 1e-7;

/** How far from the principal point a lens draws what is off its axis by an angle; 0 at 0. */
export interface AngularProfile {
  /** In focal lengths, for radians. */
  radius(angle: number): number;
  /** Its derivative. */
  slope(angle: number): number;
}

/**
 * A lens that is given by the radius for each angle off the optical axis, the direction round it being kept. Angles beyond
 * 90° project; the domain ends where the radius stops growing.
 */
export function createAngularLens(intrinsics: Intrinsics, profile: AngularProfile): CameraModel {
  const { fx, fy, cx, cy } = intrinsics;
  const maxAngle = widestMonotoneAngle(profile);
  const maxRadius = profile.radius(maxAngle);
  const cosine = Math.cos(maxAngle - CLIP_MARGIN);
  return {
    intrinsics,
    isRectilinear: false,
    project([x, y, z]) {
      const across = Math.sqrt(x * x + y * y);
      const angle = Math.atan2(across, z);
      // NaN fails both comparisons.
      if (!(angle <= maxAngle && across < Infinity) || (across === 0 && !(z > 0))) return undefined;
      const factor = across === 0 ? 0 : profile.radius(angle) / across;
      return [fx * x * factor + cx, fy * y * factor + cy];
    },
    unproject([u, v]) {
      const x = (u - cx) / fx;
      const y = (v - cy) / fy;
      const radius = Math.sqrt(x * x + y * y);
      if (!(radius <= maxRadius)) return undefined;
      if (radius === 0) return [0, 0, 1];
      const angle = angleOf(profile, radius, maxAngle);
      const factor = Math.sin(angle) / radius;
      return [x * factor, y * factor, Math.cos(angle)];
    },
    clipSegment: (from, to) => clipToCone(from, to, cosine),
  };
}

/** The first angle where the radius stops growing, at most {@link WIDEST_ANGLE}. */
function widestMonotoneAngle({ slope }: AngularProfile): number {
  const step = WIDEST_ANGLE / STEPS;
  for (let i = 1; i <= STEPS; i++) {
    if (slope(i * step) <= 0) {
      let low = (i - 1) * step;
      let high = i * step;
      for (let halving = 0; halving < 50; halving++) {
        const middle = (low + high) / 2;
        if (slope(middle) > 0) low = middle;
        else high = middle;
      }
      return low;
    }
  }
  return WIDEST_ANGLE;
}

/** Newton's method kept inside a shrinking bracket: near the fold the slope vanishes and a bare step would leave it. */
function angleOf(profile: AngularProfile, radius: number, maxAngle: number): number {
  let low = 0;
  let high = maxAngle;
  let angle = Math.min(radius / profile.slope(0), maxAngle);
  for (let i = 0; i < 60; i++) {
    const error = profile.radius(angle) - radius;
    if (error === 0) break;
    if (error < 0) low = angle;
    else high = angle;
    const newton = angle - error / profile.slope(angle);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - angle) <= 1e-16 * angle) break;
    angle = next;
  }
  return angle;
}
