import type { Matrix3 } from './matrix3.ts';
import type { Vec3 } from './vec3.ts';

/** A unit quaternion, scalar last: `[x, y, z, w]`. */
export type Quaternion = readonly [x: number, y: number, z: number, w: number];

export const IDENTITY: Quaternion = [0, 0, 0, 1];

/** Rotation of `yawRad` counter-clockwise about +z. */
export function fromYaw(yawRad: number): Quaternion {
  return [0, 0, Math.sin(yawRad / 2), Math.cos(yawRad / 2)];
}

/** Rotation of `angleRad` about the unit vector `axis`. */
export function fromAxisAngle(axis: Vec3, angleRad: number): Quaternion {
  const s = Math.sin(angleRad / 2);
  return [axis[0] * s, axis[1] * s, axis[2] * s, Math.cos(angleRad / 2)];
}

/** Rotation R = Rx(rx) · Ry(ry) · Rz(rz), radians: three.js's Euler order XYZ, which SUSTechPOINTS writes. */
export function fromEulerXyz(rx: number, ry: number, rz: number): Quaternion {
  return multiply(
    multiply(fromAxisAngle([1, 0, 0], rx), fromAxisAngle([0, 1, 0], ry)),
    fromAxisAngle([0, 0, 1], rz),
  );
}

/** Hamilton product a · b: first b, then a. */
export function multiply(a: Quaternion, b: Quaternion): Quaternion {
  return [
    a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
    a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
    a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
    a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
  ];
}

/** The inverse of a unit quaternion. */
export function conjugate(q: Quaternion): Quaternion {
  return [-q[0], -q[1], -q[2], q[3]];
}

/**
 * Rotation matrix of a quaternion that need not be exactly of unit length: it is divided by its squared norm,
 * so that quaternions read with few decimals still give a rotation and are never rewritten.
 */
export function toMatrix3(q: Quaternion): Matrix3 {
  const [x, y, z, w] = q;
  const s = 2 / (x * x + y * y + z * z + w * w);
  return [
    1 - s * (y * y + z * z),
    s * (x * y - z * w),
    s * (x * z + y * w),
    s * (x * y + z * w),
    1 - s * (x * x + z * z),
    s * (y * z - x * w),
    s * (x * z - y * w),
    s * (y * z + x * w),
    1 - s * (x * x + y * y),
  ];
}

/** The quaternion of a rotation matrix, w ≥ 0 (Shepperd 1978: divides by the largest component). */
export function fromMatrix3(m: Matrix3): Quaternion {
  const trace = m[0] + m[4] + m[8];
  let q: [number, number, number, number];
  if (trace >= m[0] && trace >= m[4] && trace >= m[8]) {
    q = [m[7] - m[5], m[2] - m[6], m[3] - m[1], 1 + trace];
  } else if (m[0] >= m[4] && m[0] >= m[8]) {
    q = [1 + m[0] - m[4] - m[8], m[1] + m[3], m[2] + m[6], m[7] - m[5]];
  } else if (m[4] >= m[8]) {
    q = [m[1] + m[3], 1 - m[0] + m[4] - m[8], m[5] + m[7], m[2] - m[6]];
  } else {
    q = [m[2] + m[6], m[5] + m[7], 1 - m[0] - m[4] + m[8], m[3] - m[1]];
  }
  const norm = Math.hypot(...q) * (q[3] < 0 ? -1 : 1);
  return [q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm];
}

/** Heading of the rotated +x axis about +z, counter-clockwise from +x, in (−π, π]. */
export function yawOf(q: Quaternion): number {
  const [x, y, z, w] = q;
  const yaw = Math.atan2(2 * (x * y + z * w), w * w + x * x - y * y - z * z);
  return yaw === -Math.PI ? Math.PI : yaw;
}

/** The turn as an axis times its angle, radians, the short way: an angle of at most π. */
export function toRotationVector(q: Quaternion): Vec3 {
  const sign = q[3] < 0 ? -1 : 1;
  const sine = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
  const angle = 2 * Math.atan2(sine, sign * q[3]);
  const factor = sine === 0 ? 0 : (sign * angle) / sine;
  return [q[0] * factor, q[1] * factor, q[2] * factor];
}

/** The reverse of {@link toRotationVector}. */
export function fromRotationVector(v: Vec3): Quaternion {
  const angle = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  return angle === 0 ? IDENTITY : fromAxisAngle([v[0] / angle, v[1] / angle, v[2] / angle], angle);
}
