import type { Intrinsics } from '../dataset/dataset.ts';
import type { CameraModel } from './cameraModel.ts';
import { clipToCone } from './clipToDomain.ts';

type KannalaBrandt = Extract<Intrinsics, { model: 'kannala-brandt' }>;

/** Radians off the optical axis. At π itself every direction is the same point: the image of it is a whole circle. */
const WIDEST_ANGLE = 0.98 * Math.PI;

/** Clipped ends lie this far inside the domain, so that rounding cannot put them outside (radians). */
const CLIP_MARGIN = 1e-7;

/**
 * Kannala and Brandt 2006 as in OpenCV's `fisheye`: with θ the angle off the optical axis,
 * θ_d = θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸), and the pixel lies at θ_d along the point's direction round the axis.
 * Unlike OpenCV, which divides by z, angles beyond 90° project; the domain ends where θ_d stops growing.
 */
export function createKannalaBrandt(intrinsics: KannalaBrandt): CameraModel {
  const { fx, fy, cx, cy, coefficients } = intrinsics;
  const maxAngle = widestMonotoneAngle(coefficients);
  const maxDistorted = distort(coefficients, maxAngle);
  const cosine = Math.cos(maxAngle - CLIP_MARGIN);
  return {
    intrinsics,
    isRectilinear: false,
    project([x, y, z]) {
      const radius = Math.sqrt(x * x + y * y);
      const angle = Math.atan2(radius, z);
      if (!(angle <= maxAngle) || (radius === 0 && !(z > 0))) return undefined;
      const factor = radius === 0 ? 0 : distort(coefficients, angle) / radius;
      return [fx * x * factor + cx, fy * y * factor + cy];
    },
    unproject([u, v]) {
      const x = (u - cx) / fx;
      const y = (v - cy) / fy;
      const distorted = Math.sqrt(x * x + y * y);
      if (!(distorted <= maxDistorted)) return undefined;
      if (distorted === 0) return [0, 0, 1];
      const angle = undistort(coefficients, distorted, maxAngle);
      const factor = Math.sin(angle) / distorted;
      return [x * factor, y * factor, Math.cos(angle)];
    },
    clipSegment: (from, to) => clipToCone(from, to, cosine),
  };
}

type Coefficients = KannalaBrandt['coefficients'];

function distort([k1, k2, k3, k4]: Coefficients, angle: number): number {
  const s = angle * angle;
  return angle * (1 + s * (k1 + s * (k2 + s * (k3 + s * k4))));
}

/** dθ_d/dθ. */
function distortSlope([k1, k2, k3, k4]: Coefficients, angle: number): number {
  const s = angle * angle;
  return 1 + s * (3 * k1 + s * (5 * k2 + s * (7 * k3 + s * 9 * k4)));
}

/** The first angle where θ_d stops growing, found by a scan (0.2° steps) and bisection; at most {@link WIDEST_ANGLE}. */
function widestMonotoneAngle(coefficients: Coefficients): number {
  const step = WIDEST_ANGLE / 900;
  for (let i = 1; i <= 900; i++) {
    if (distortSlope(coefficients, i * step) <= 0) {
      let low = (i - 1) * step;
      let high = i * step;
      for (let halving = 0; halving < 50; halving++) {
        const middle = (low + high) / 2;
        if (distortSlope(coefficients, middle) > 0) low = middle;
        else high = middle;
      }
      return low;
    }
  }
  return WIDEST_ANGLE;
}

/** Newton's method kept inside a shrinking bracket: near the fold the slope vanishes and a bare step would leave it. */
function undistort(coefficients: Coefficients, distorted: number, maxAngle: number): number {
  let low = 0;
  let high = maxAngle;
  let angle = Math.min(distorted, maxAngle);
  for (let i = 0; i < 60; i++) {
    const error = distort(coefficients, angle) - distorted;
    if (error === 0) break;
    if (error < 0) low = angle;
    else high = angle;
    const newton = angle - error / distortSlope(coefficients, angle);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - angle) <= 1e-16 * angle) break;
    angle = next;
  }
  return angle;
}
