import { hashUnit } from '../random.ts';
import type { Hit } from './hit.ts';
import type { Shape } from './shape.ts';

/** Hits nearer than this are the surface that the ray starts from. */
const NEAREST = 1e-4;

/**
 * The first place where a ray in the shape's own axes enters it. Writes `t` and the local normal `mx my mz` into `hit`
 * and answers true, when that is nearer than `hit.t`. A ray that starts inside a solid does not see it, a crown excepted.
 */
export function intersectShape(
  shape: Shape,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  switch (shape.kind) {
    case 'box':
      return intersectBox(shape.half, ox, oy, oz, dx, dy, dz, hit);
    case 'convex':
      return intersectConvex(shape.planes, ox, oy, oz, dx, dy, dz, hit);
    case 'ellipsoid':
      return intersectEllipsoid(shape, ox, oy, oz, dx, dy, dz, hit);
    case 'frustum':
      return intersectFrustum(shape, ox, oy, oz, dx, dy, dz, hit);
    case 'capsule':
      return intersectCapsule(shape, ox, oy, oz, dx, dy, dz, hit);
  }
}

function record(hit: Hit, t: number, mx: number, my: number, mz: number): boolean {
  if (!(t > NEAREST && t < hit.t)) return false;
  hit.t = t;
  hit.mx = mx;
  hit.my = my;
  hit.mz = mz;
  return true;
}

/** Slabs (Kay and Kajiya 1986). */
function intersectBox(
  half: readonly [number, number, number],
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  const ix = 1 / dx;
  const iy = 1 / dy;
  const iz = 1 / dz;
  const hx = half[0] * Math.abs(ix);
  const hy = half[1] * Math.abs(iy);
  const hz = half[2] * Math.abs(iz);
  const nearX = -ox * ix - hx;
  const nearY = -oy * iy - hy;
  const nearZ = -oz * iz - hz;
  const near = Math.max(nearX, nearY, nearZ);
  const far = Math.min(-ox * ix + hx, -oy * iy + hy, -oz * iz + hz);
  if (!(near <= far)) return false;
  if (near === nearX) return record(hit, near, -Math.sign(dx), 0, 0);
  if (near === nearY) return record(hit, near, 0, -Math.sign(dy), 0);
  return record(hit, near, 0, 0, -Math.sign(dz));
}

/** Clipping against half-spaces (Cyrus and Beck 1978). */
function intersectConvex(
  planes: Float64Array,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  let near = -Infinity;
  let far = Infinity;
  let entered = 0;
  for (let i = 0; i < planes.length; i += 4) {
    const nx = planes[i]!;
    const ny = planes[i + 1]!;
    const nz = planes[i + 2]!;
    const along = nx * dx + ny * dy + nz * dz;
    const inside = planes[i + 3]! - (nx * ox + ny * oy + nz * oz);
    if (along < 0) {
      const t = inside / along;
      if (t > near) {
        near = t;
        entered = i;
      }
    } else if (along > 0) far = Math.min(far, inside / along);
    else if (inside < 0) return false;
    if (near > far) return false;
  }
  return record(hit, near, planes[entered]!, planes[entered + 1]!, planes[entered + 2]!);
}

function intersectEllipsoid(
  shape: { radii: readonly [number, number, number]; leafy: boolean },
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  const [rx, ry, rz] = shape.radii;
  const ex = ox / rx;
  const ey = oy / ry;
  const ez = oz / rz;
  const fx = dx / rx;
  const fy = dy / ry;
  const fz = dz / rz;
  const a = fx * fx + fy * fy + fz * fz;
  const b = ex * fx + ey * fy + ez * fz;
  const c = ex * ex + ey * ey + ez * ez - 1;
  const discriminant = b * b - a * c;
  if (discriminant < 0) return false;
  const root = Math.sqrt(discriminant);
  const near = (-b - root) / a;
  if (!shape.leafy) return recordEllipsoid(shape.radii, ox, oy, oz, dx, dy, dz, near, hit);
  // The chord through a crown of radius 1 is 2·root/√a: the shorter it is, the more rays slip through.
  const chord = root / Math.sqrt(a);
  for (const t of [near, (-b + root) / a]) {
    const x = Math.floor((ox + t * dx) * 11);
    const y = Math.floor((oy + t * dy) * 11);
    const z = Math.floor((oz + t * dz) * 11);
    if (hashUnit(x, y, z) > 0.3 + 0.75 * chord) continue;
    return recordEllipsoid(shape.radii, ox, oy, oz, dx, dy, dz, t, hit);
  }
  return false;
}

function recordEllipsoid(
  radii: readonly [number, number, number],
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  t: number,
  hit: Hit,
): boolean {
  const mx = (ox + t * dx) / (radii[0] * radii[0]);
  const my = (oy + t * dy) / (radii[1] * radii[1]);
  const mz = (oz + t * dz) / (radii[2] * radii[2]);
  const scale = 1 / Math.sqrt(mx * mx + my * my + mz * mz);
  return record(hit, t, mx * scale, my * scale, mz * scale);
}

function intersectFrustum(
  shape: { bottom: number; top: number; halfHeight: number; bore: number },
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  const { bottom, top, halfHeight, bore } = shape;
  // Radius at height z: middle + slope · z.
  const middle = (bottom + top) / 2;
  const slope = (top - bottom) / (2 * halfHeight);
  const radius = middle + slope * oz;
  const a = dx * dx + dy * dy - slope * slope * dz * dz;
  const b = ox * dx + oy * dy - slope * radius * dz;
  const c = ox * ox + oy * oy - radius * radius;
  let found = false;
  const discriminant = b * b - a * c;
  if (discriminant > 0 && Math.abs(a) > 1e-12) {
    const t = (-b - Math.sqrt(discriminant)) / a;
    const z = oz + t * dz;
    if (Math.abs(z) <= halfHeight) {
      const x = ox + t * dx;
      const y = oy + t * dy;
      const length = Math.sqrt(x * x + y * y) || 1;
      const scale = 1 / Math.sqrt(1 + slope * slope);
      found = record(hit, t, (x / length) * scale, (y / length) * scale, -slope * scale);
    }
  }
  if (dz !== 0) {
    const side = -Math.sign(dz);
    const t = (side * halfHeight - oz) / dz;
    const x = ox + t * dx;
    const y = oy + t * dy;
    const squared = x * x + y * y;
    const end = side > 0 ? top : bottom;
    if (squared <= end * end && squared >= bore * bore) found = record(hit, t, 0, 0, side) || found;
  }
  return found;
}

function intersectCapsule(
  shape: { radius: number; halfHeight: number },
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  const { radius, halfHeight } = shape;
  const a = dx * dx + dy * dy;
  const b = ox * dx + oy * dy;
  const discriminant = b * b - a * (ox * ox + oy * oy - radius * radius);
  if (discriminant < 0) return false;
  const t = a < 1e-12 ? NaN : (-b - Math.sqrt(discriminant)) / a;
  const z = oz + t * dz;
  if (Math.abs(z) <= halfHeight) {
    return record(hit, t, (ox + t * dx) / radius, (oy + t * dy) / radius, 0);
  }
  const upper = Number.isNaN(z) ? -Math.sign(dz) : Math.sign(z);
  const cz = oz - upper * halfHeight;
  const sb = ox * dx + oy * dy + cz * dz;
  const sd = sb * sb - (ox * ox + oy * oy + cz * cz - radius * radius);
  if (sd < 0) return false;
  const ts = -sb - Math.sqrt(sd);
  return record(hit, ts, (ox + ts * dx) / radius, (oy + ts * dy) / radius, (cz + ts * dz) / radius);
}
