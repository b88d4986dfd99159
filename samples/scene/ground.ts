import type { Hit } from './hit.ts';
import {
  HEIGHT_KNOTS,
  KERB_D,
  KERB_HEIGHT,
  lateralOffset,
  ROAD_RADIUS,
  roadGrade,
  roadHeight,
} from './road.ts';

const KNOT_HEIGHTS = HEIGHT_KNOTS.map(roadHeight);

/**
 * The first place where a ray from above meets the street: carriageway, kerb face or pavement. Writes `t`, point and
 * world normal into `hit` and answers true when that is nearer than `hit.t`.
 */
export function intersectGround(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  hit: Hit,
): boolean {
  const raised = meetHeight(ox, oz - KERB_HEIGHT, dx, dz, hit.t);
  if (raised < hit.t && isBeyondKerb(ox, oy, dx, dy, raised))
    return record(ox, oy, oz, dx, dy, dz, raised, hit);
  const road = meetHeight(ox, oz, dx, dz, hit.t);
  if (!(road < hit.t)) return false;
  if (!isBeyondKerb(ox, oy, dx, dy, road)) return record(ox, oy, oz, dx, dy, dz, road, hit);
  // Above the carriageway at the pavement's height, below the pavement at the road's: it met the kerb in between.
  let low = raised < road ? raised : 0;
  let high = road;
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (isBeyondKerb(ox, oy, dx, dy, middle)) high = middle;
    else low = middle;
  }
  return recordKerb(ox, oy, oz, dx, dy, dz, low, hit);
}

function isBeyondKerb(ox: number, oy: number, dx: number, dy: number, t: number): boolean {
  return Math.abs(lateralOffset(ox + t * dx, oy + t * dy)) > KERB_D;
}

/** Where the ray's height falls below {@link roadHeight}, or Infinity beyond `limit`. */
function meetHeight(ox: number, oz: number, dx: number, dz: number, limit: number): number {
  const end = Math.min(limit, 2000);
  const step = dx >= 0 ? 1 : -1;
  let knot = dx >= 0 ? 0 : HEIGHT_KNOTS.length - 1;
  while (knot in HEIGHT_KNOTS && (HEIGHT_KNOTS[knot]! - ox) * step <= 0) knot += step;
  let from = 0;
  let above = oz - roadHeight(ox);
  if (above < 0) return Infinity;
  for (;;) {
    const hasKnot = knot in HEIGHT_KNOTS && dx !== 0;
    const to = hasKnot ? Math.min(end, (HEIGHT_KNOTS[knot]! - ox) / dx) : end;
    const height = to === end ? roadHeight(ox + to * dx) : KNOT_HEIGHTS[knot]!;
    const next = oz + to * dz - height;
    if (next < 0) return refine(ox, oz, dx, dz, from, to, above, next);
    if (to >= end) return Infinity;
    from = to;
    above = next;
    knot += step;
  }
}

/** Newton's steps from the chord: one is exact where the road is straight. */
function refine(
  ox: number,
  oz: number,
  dx: number,
  dz: number,
  from: number,
  to: number,
  above: number,
  below: number,
): number {
  let t = from + ((to - from) * above) / (above - below);
  for (let i = 0; i < 3; i++) {
    const x = ox + t * dx;
    const error = oz + t * dz - roadHeight(x);
    if (Math.abs(error) < 1e-6) break;
    const slope = dz - roadGrade(x) * dx;
    if (slope < -1e-9) t = Math.min(Math.max(t - error / slope, from), to);
  }
  return t;
}

function record(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  t: number,
  hit: Hit,
): boolean {
  place(ox, oy, oz, dx, dy, dz, t, hit);
  const grade = roadGrade(hit.px);
  const scale = 1 / Math.sqrt(1 + grade * grade);
  hit.nx = -grade * scale;
  hit.ny = 0;
  hit.nz = scale;
  return true;
}

/** The kerb's face looks at the centre line: outward on the inner side of the bend, inward on the outer. */
function recordKerb(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  t: number,
  hit: Hit,
): boolean {
  place(ox, oy, oz, dx, dy, dz, t, hit);
  const ry = hit.py - ROAD_RADIUS;
  const radius = Math.sqrt(hit.px * hit.px + ry * ry);
  const side = radius < ROAD_RADIUS ? 1 : -1;
  hit.nx = (side * hit.px) / radius;
  hit.ny = (side * ry) / radius;
  hit.nz = 0;
  return true;
}

function place(
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  t: number,
  hit: Hit,
): void {
  hit.t = t;
  hit.primitive = undefined;
  hit.px = ox + t * dx;
  hit.py = oy + t * dy;
  hit.pz = oz + t * dz;
}
