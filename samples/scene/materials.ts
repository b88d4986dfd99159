import { hashUnit, valueNoise } from '../random.ts';
import type { Hit, Material, Paint } from './hit.ts';

/** `#RRGGBB` as linear reflectances. */
export function linearColor(hex: string): readonly [number, number, number] {
  const channel = (at: number): number => (parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2;
  return [channel(1), channel(3), channel(5)];
}

export function setColor(paint: Paint, color: readonly [number, number, number], factor = 1): void {
  paint.r = color[0] * factor;
  paint.g = color[1] * factor;
  paint.b = color[2] * factor;
}

/** One colour all over. `gloss`: see {@link Paint}. */
export function plain(hex: string, lidar = 0.3, gloss = 0): Material {
  const color = linearColor(hex);
  return (_hit, paint) => {
    setColor(paint, color);
    paint.lidar = lidar;
    paint.gloss = gloss;
  };
}

/** Lit from within. */
export function lamp(hex: string, glow: number): Material {
  const color = linearColor(hex);
  return (_hit, paint) => {
    setColor(paint, color);
    paint.glow = glow;
    paint.lidar = 0.6;
    paint.gloss = 0.04;
  };
}

export function glass(paint: Paint): void {
  paint.r = 0.012;
  paint.g = 0.016;
  paint.b = 0.02;
  paint.gloss = 0.09;
  paint.lidar = 0.04;
}

/** Tilts the normal by a vector of the shape's axes, so that flat faces shade as if they were curved. */
export function bendNormal(hit: Hit, bx: number, by: number, bz: number): void {
  const x = hit.mx + bx;
  const y = hit.my + by;
  const z = hit.mz + bz;
  const scale = 1 / Math.sqrt(x * x + y * y + z * z);
  const r = hit.primitive!.worldFromShape.rotation;
  hit.nx = (r[0] * x + r[1] * y + r[2] * z) * scale;
  hit.ny = (r[3] * x + r[4] * y + r[5] * z) * scale;
  hit.nz = (r[6] * x + r[7] * y + r[8] * z) * scale;
}

/** Cloth: a little lighter and darker in folds. */
export function cloth(hex: string, lidar = 0.35): Material {
  const color = linearColor(hex);
  return (hit, paint) => {
    setColor(paint, color, 0.8 + 0.4 * valueNoise(hit.lx * 18, hit.ly * 18, hit.lz * 9));
    paint.lidar = lidar;
  };
}

/** A crown of leaves, lit through at the top and dark inside. */
export function foliage(hex: string): Material {
  const color = linearColor(hex);
  return (hit, paint) => {
    const x = Math.floor(hit.px * 14);
    const y = Math.floor(hit.py * 14);
    const z = Math.floor(hit.pz * 14);
    const leaf = hashUnit(x, y, z);
    const clump = valueNoise(hit.px * 1.9, hit.py * 1.9, hit.pz * 1.9);
    setColor(paint, color, (0.6 + 0.4 * leaf) * (0.4 + 1.1 * clump));
    paint.lidar = 0.28 + 0.3 * leaf;
    bendNormal(hit, (leaf - 0.5) * 1.5, (hashUnit(y, z, x) - 0.5) * 1.5, (hashUnit(z, x, y) - 0.3) * 1.5);
  };
}

export function bark(): Material {
  const color = linearColor('#6B5744');
  return (hit, paint) => {
    setColor(paint, color, 0.6 + 0.7 * valueNoise(hit.px * 20, hit.py * 20, hit.pz * 4));
    paint.lidar = 0.3;
  };
}

/** Bands across z: `period` metres of the two colours in turn. */
export function banded(first: string, second: string, period: number, lidar: number): Material {
  const colors = [linearColor(first), linearColor(second)] as const;
  return (hit, paint) => {
    const isSecond = Math.floor(hit.lz / period) % 2 !== 0;
    setColor(paint, colors[isSecond ? 1 : 0]);
    paint.lidar = isSecond ? lidar : 0.4;
  };
}
