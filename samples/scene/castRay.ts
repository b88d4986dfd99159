import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Bvh } from './bvh.ts';
import { intersectGround } from './ground.ts';
import type { Hit, Primitive } from './hit.ts';
import { intersectShape } from './intersect.ts';

/** The object number of the ground, and of nothing at all. */
export const GROUND_ID = 0;
export const SKY_ID = -1;

const stack = new Int32Array(64);

/**
 * Follows a ray through the scene of one moment: the one function behind the lidar and all cameras, which is why they
 * agree. Answers in `hit`; `hit.t` is Infinity when the ray leaves the scene within `limit` metres.
 * @param origin world, metres, above ground
 * @param direction world, unit length
 */
export function castRay(bvh: Bvh, origin: Vec3, direction: Vec3, limit: number, hit: Hit): void {
  const [ox, oy, oz] = origin;
  const [dx, dy, dz] = direction;
  hit.t = limit;
  hit.primitive = undefined;
  const onGround = intersectGround(ox, oy, oz, dx, dy, dz, hit);
  traverse(bvh, ox, oy, oz, dx, dy, dz, hit, false);
  if (hit.primitive !== undefined) finish(hit.primitive, ox, oy, oz, dx, dy, dz, hit);
  else if (!onGround) hit.t = Infinity;
}

/** Is there a solid within `limit` metres? The ground never counts: nothing stands in its shade. */
export function isBlocked(
  bvh: Bvh,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  limit: number,
  scratch: Hit,
): boolean {
  scratch.t = limit;
  scratch.primitive = undefined;
  traverse(bvh, ox, oy, oz, dx, dy, dz, scratch, true);
  return scratch.primitive !== undefined;
}

/** The number of the object that a hit belongs to. */
export function hitObjectId(hit: Hit): number {
  if (hit.t === Infinity) return SKY_ID;
  return hit.primitive === undefined ? GROUND_ID : hit.primitive.objectId;
}

function traverse(
  bvh: Bvh,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
  anyWillDo: boolean,
): void {
  const { bounds, first, count, order } = bvh;
  const ix = 1 / dx;
  const iy = 1 / dy;
  const iz = 1 / dz;
  let top = 0;
  stack[top++] = 0;
  while (top > 0) {
    const node = stack[--top]!;
    const x0 = (bounds[6 * node]! - ox) * ix;
    const x1 = (bounds[6 * node + 3]! - ox) * ix;
    const y0 = (bounds[6 * node + 1]! - oy) * iy;
    const y1 = (bounds[6 * node + 4]! - oy) * iy;
    const z0 = (bounds[6 * node + 2]! - oz) * iz;
    const z1 = (bounds[6 * node + 5]! - oz) * iz;
    const near = Math.max(Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1));
    const far = Math.min(Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1));
    if (near > far || far < 0 || near >= hit.t) continue;
    const start = first[node]!;
    const held = count[node]!;
    if (held < 0) {
      // The child that the ray meets first is looked at first: it often hides the other.
      const along = held === -1 ? dx : held === -2 ? dy : dz;
      stack[top++] = along > 0 ? start + 1 : start;
      stack[top++] = along > 0 ? start : start + 1;
      continue;
    }
    for (let i = start; i < start + held; i++) {
      const primitive = order[i]!;
      if (!meets(primitive, ox, oy, oz, dx, dy, dz, hit)) continue;
      hit.primitive = primitive;
      if (anyWillDo) return;
    }
  }
}

function meets(
  primitive: Primitive,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  const { rotation: r, translation: c } = primitive.worldFromShape;
  const x = ox - c[0];
  const y = oy - c[1];
  const z = oz - c[2];
  return intersectShape(
    primitive.shape,
    r[0] * x + r[3] * y + r[6] * z,
    r[1] * x + r[4] * y + r[7] * z,
    r[2] * x + r[5] * y + r[8] * z,
    r[0] * dx + r[3] * dy + r[6] * dz,
    r[1] * dx + r[4] * dy + r[7] * dz,
    r[2] * dx + r[5] * dy + r[8] * dz,
    hit,
  );
}

/** Completes a hit that has `t` and the local normal. */
function finish(
  primitive: Primitive,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): void {
  const { rotation: r, translation: c } = primitive.worldFromShape;
  hit.px = ox + hit.t * dx;
  hit.py = oy + hit.t * dy;
  hit.pz = oz + hit.t * dz;
  const x = hit.px - c[0];
  const y = hit.py - c[1];
  const z = hit.pz - c[2];
  hit.lx = r[0] * x + r[3] * y + r[6] * z;
  hit.ly = r[1] * x + r[4] * y + r[7] * z;
  hit.lz = r[2] * x + r[5] * y + r[8] * z;
  hit.nx = r[0] * hit.mx + r[1] * hit.my + r[2] * hit.mz;
  hit.ny = r[3] * hit.mx + r[4] * hit.my + r[5] * hit.mz;
  hit.nz = r[6] * hit.mx + r[7] * hit.my + r[8] * hit.mz;
}
