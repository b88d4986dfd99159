import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Bvh } from '../scene/bvh.ts';
import { castRay, isBlocked } from '../scene/castRay.ts';
import { paintGround } from '../scene/groundPaint.ts';
import { createHit, type Hit, type Paint } from '../scene/hit.ts';
import { HAZE, mirroredLight, skyLight, SUN, SUN_LIGHT, type Light } from './sky.ts';

const shadowHit = createHit();
const paint: Paint = { r: 0, g: 0, b: 0, gloss: 0, glow: 0, lidar: 0 };
const mirrored: Light = [0, 0, 0];

const FAR = 600;
/** Metres in which haze takes about two thirds of the light. */
const HAZE_LENGTH = 260;

/** The linear light that arrives along a ray; `hit` tells afterwards where it came from. */
export function traceLight(bvh: Bvh, origin: Vec3, direction: Vec3, hit: Hit, out: Light): void {
  castRay(bvh, origin, direction, FAR, hit);
  if (hit.t === Infinity) return skyLight(direction[0], direction[1], direction[2], out);
  shade(bvh, direction, hit, out);
  const haze = 1 - Math.exp(-Math.max(0, hit.t - 12) / HAZE_LENGTH);
  for (let i = 0; i < 3; i++) out[i]! += (HAZE[i]! * 0.95 - out[i]!) * haze;
}

/** What the surface at a hit is made of. The result is reused by the next call. */
export function paintAt(hit: Hit): Readonly<Paint> {
  paint.r = paint.g = paint.b = paint.gloss = paint.glow = paint.lidar = 0;
  if (hit.primitive === undefined) paintGround(hit, paint);
  else hit.primitive.material(hit, paint);
  return paint;
}

function shade(bvh: Bvh, direction: Vec3, hit: Hit, out: Light): void {
  // The start of the shadow's ray lies on the true side of the surface: materials bend the normal.
  const ox = hit.px + hit.nx * 2e-3;
  const oy = hit.py + hit.ny * 2e-3;
  const oz = hit.pz + hit.nz * 2e-3;
  paintAt(hit);
  const { nx, ny, nz } = hit;
  const facing = nx * SUN[0] + ny * SUN[1] + nz * SUN[2];
  const isLit = facing > 0 && !isBlocked(bvh, ox, oy, oz, SUN[0], SUN[1], SUN[2], 120, shadowHit);
  const sun = isLit ? facing : 0;
  const open = openness(bvh, hit, ox, oy, oz);
  const up = 0.5 + 0.5 * nz;
  const sky = up * open;
  const bounce = (1 - up) * 0.26 * open + 0.05;
  out[0] = paint.r * (sun * SUN_LIGHT[0] + sky * 0.5 + bounce * 1.05 + paint.glow * 3);
  out[1] = paint.g * (sun * SUN_LIGHT[1] + sky * 0.62 + bounce + paint.glow * 3);
  out[2] = paint.b * (sun * SUN_LIGHT[2] + sky * 0.86 + bounce * 0.92 + paint.glow * 3);
  if (paint.gloss > 0.02) addMirror(direction, nx, ny, nz, isLit, out);
}

/** How much of the sky a surface sees: one ray straight up for the ground, a guess by height for walls. */
function openness(bvh: Bvh, hit: Hit, ox: number, oy: number, oz: number): number {
  if (hit.primitive !== undefined) return 0.9;
  if (!isBlocked(bvh, ox, oy, oz, 0, 0, 1, 9, shadowHit)) return 1;
  return 0.22 + 0.6 * Math.min(1, shadowHit.t / 7);
}

/** Schlick's approximation to Fresnel's law, and the sun's highlight. */
function addMirror(direction: Vec3, nx: number, ny: number, nz: number, isLit: boolean, out: Light): void {
  const along = direction[0] * nx + direction[1] * ny + direction[2] * nz;
  const rx = direction[0] - 2 * along * nx;
  const ry = direction[1] - 2 * along * ny;
  const rz = direction[2] - 2 * along * nz;
  const reflectance = paint.gloss + (0.75 - paint.gloss) * (1 - Math.min(1, Math.abs(along))) ** 5;
  mirroredLight(rx, ry, rz, mirrored);
  const towardsSun = Math.max(0, rx * SUN[0] + ry * SUN[1] + rz * SUN[2]);
  const highlight = isLit ? 5 * towardsSun ** 160 + 0.25 * towardsSun ** 14 : 0;
  for (let i = 0; i < 3; i++) out[i]! += reflectance * (mirrored[i]! * 1.2 + highlight * SUN_LIGHT[i]!);
}
