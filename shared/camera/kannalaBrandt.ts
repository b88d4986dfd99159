import type { Intrinsics } from '../dataset/dataset.ts';
import { dot, length, lerp, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel, Segment3 } from './cameraModel.ts';

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

/**
 * The parts of a segment within the cone z ≥ cosine · |p|. Its surface is a quadric, so the crossings are exact; a
 * cone wider than 90° is not convex and can leave two parts.
 */
function clipToCone(from: Vec3, to: Vec3, cosine: number): readonly Segment3[] {
  const step = subtract(to, from);
  const inside = (t: number): boolean => {
    const p = lerp(from, to, t);
    return p[2] > cosine * length(p);
  };
  const squared = cosine * cosine;
  const crossings = rootsBetween0And1(
    step[2] * step[2] - squared * dot(step, step),
    from[2] * step[2] - squared * dot(from, step),
    from[2] * from[2] - squared * dot(from, from),
  );
  const stops = [0, ...crossings, 1];
  const parts: [number, number][] = [];
  for (let i = 0; i + 1 < stops.length; i++) {
    const start = stops[i]!;
    const end = stops[i + 1]!;
    if (inside((start + end) / 2)) {
      const last = parts.at(-1);
      if (last?.[1] === start) last[1] = end;
      else parts.push([start, end]);
    }
  }
  return parts.map(([start, end]) => [
    start === 0 ? from : lerp(from, to, start),
    end === 1 ? to : lerp(from, to, end),
  ]);
}

/** Roots of a t² + 2 b t + c strictly between 0 and 1, ascending. */
function rootsBetween0And1(a: number, b: number, c: number): number[] {
  const discriminant = b * b - a * c;
  if (!(discriminant >= 0)) return [];
  // The form that never subtracts two nearly equal numbers.
  const q = -(b + Math.sign(b || 1) * Math.sqrt(discriminant));
  return [q / a, c / q].filter((t) => t > 0 && t < 1).sort((s, t) => s - t);
}
