import type { Intrinsics } from '#shared/dataset/dataset.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

/** The lenses that the sample drive's cameras have. */
export type SampleLens = Extract<Intrinsics, { readonly model: 'pinhole' | 'kannala-brandt' }>;

/** A fisheye's glass ends here: beyond this angle from its axis the image is black. */
const FISHEYE_LIMIT = (96 * Math.PI) / 180;

/**
 * Direction of a pixel's ray in the camera's axes (unit length), or undefined outside a fisheye's circle. Pixel (0, 0)
 * is the centre of the top-left pixel. Written apart from the app's own projection, so that each can check the other.
 */
export function pixelRay(intrinsics: SampleLens, u: number, v: number): Vec3 | undefined {
  const x = (u - intrinsics.cx) / intrinsics.fx;
  const y = (v - intrinsics.cy) / intrinsics.fy;
  const radius = Math.sqrt(x * x + y * y);
  if (intrinsics.model === 'pinhole') {
    const scale = 1 / Math.sqrt(radius * radius + 1);
    return [x * scale, y * scale, scale];
  }
  const theta = angleAt(intrinsics.coefficients, radius);
  if (theta > FISHEYE_LIMIT) return undefined;
  if (radius < 1e-9) return [0, 0, 1];
  const sine = Math.sin(theta) / radius;
  return [x * sine, y * sine, Math.cos(theta)];
}

/** The pixel where a point of the camera's axes appears, or undefined behind a pinhole or outside a fisheye's circle. */
export function projectPoint(
  intrinsics: SampleLens,
  [x, y, z]: Vec3,
): readonly [u: number, v: number] | undefined {
  const { fx, fy, cx, cy } = intrinsics;
  if (intrinsics.model === 'pinhole') return z > 0 ? [cx + (fx * x) / z, cy + (fy * y) / z] : undefined;
  const across = Math.sqrt(x * x + y * y);
  const theta = Math.atan2(across, z);
  if (theta > FISHEYE_LIMIT) return undefined;
  const scale = across < 1e-12 ? 1 : distorted(intrinsics.coefficients, theta) / across;
  return [cx + fx * x * scale, cy + fy * y * scale];
}

/** θ_d = θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸) (Kannala and Brandt 2006, as OpenCV's `fisheye`). */
function distorted(k: readonly [number, number, number, number], theta: number): number {
  const s = theta * theta;
  return theta * (1 + s * (k[0] + s * (k[1] + s * (k[2] + s * k[3]))));
}

/** θ for a θ_d, by Newton's method. */
function angleAt(k: readonly [number, number, number, number], radius: number): number {
  let theta = Math.min(radius, Math.PI);
  for (let i = 0; i < 8; i++) {
    const s = theta * theta;
    const slope = 1 + s * (3 * k[0] + s * (5 * k[1] + s * (7 * k[2] + s * 9 * k[3])));
    theta -= (distorted(k, theta) - radius) / slope;
  }
  return theta;
}
