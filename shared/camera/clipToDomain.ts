import { addScaled, dot, length, lerp, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { Segment3 } from './cameraModel.ts';

/** Metres. Nearer points divide by almost nothing; no labelled object is 5 cm from a lens. */
export const NEAR_METRES = 0.05;

/** The part of a segment with z ≥ {@link NEAR_METRES}: none or one. */
export function clipToNearPlane(from: Vec3, to: Vec3): readonly Segment3[] {
  const isFromInFront = from[2] >= NEAR_METRES;
  const isToInFront = to[2] >= NEAR_METRES;
  if (isFromInFront && isToInFront) return [[from, to]];
  if (!isFromInFront && !isToInFront) return [];
  const crossing = lerp(from, to, (NEAR_METRES - from[2]) / (to[2] - from[2]));
  // The interpolated z may fall short of the plane by a rounding error and would then not project.
  const onPlane: Vec3 = [crossing[0], crossing[1], NEAR_METRES];
  return [isFromInFront ? [from, onPlane] : [onPlane, to]];
}

/**
 * The parts of a segment within the cone z ≥ cosine · |p|. Its surface is a quadric, so the crossings are exact; a
 * cone wider than 90° is not convex and can leave two parts.
 */
export function clipToCone(from: Vec3, to: Vec3, cosine: number): readonly Segment3[] {
  // Most lie wholly in a convex part of it: the cone itself, or the half space that a wider one holds.
  const convex = Math.max(0, cosine);
  if (isInCone(from, convex) && isInCone(to, convex)) return [[from, to]];
  const step = subtract(to, from);
  const squared = cosine * cosine;
  // Counted from where the line is nearest to the lens: from far away, what tells the crossings near it cancels out.
  const nearest = -dot(from, step) / dot(step, step);
  const foot = addScaled(from, step, nearest);
  const crossings = rootsOf(
    step[2] * step[2] - squared * dot(step, step),
    foot[2] * step[2] - squared * dot(foot, step),
    foot[2] * foot[2] - squared * dot(foot, foot),
  ).map((root) => nearest + root);
  const stops = [0, ...crossings.filter((t) => t > 0 && t < 1), 1];
  const parts: [number, number][] = [];
  for (let i = 0; i + 1 < stops.length; i++) {
    const start = stops[i]!;
    const end = stops[i + 1]!;
    if (isInCone(lerp(from, to, (start + end) / 2), cosine)) {
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

function isInCone(p: Vec3, cosine: number): boolean {
  return p[2] > cosine * length(p);
}

/** Roots of a t² + 2 b t + c, ascending; what is not finite, or not a number, is none. */
function rootsOf(a: number, b: number, c: number): number[] {
  const discriminant = b * b - a * c;
  if (!(discriminant >= 0)) return [];
  // The form that never subtracts two nearly equal numbers.
  const q = -(b + Math.sign(b || 1) * Math.sqrt(discriminant));
  return [q / a, c / q].filter(Number.isFinite).sort((s, t) => s - t);
}
