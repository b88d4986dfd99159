import { valueNoise } from '../random.ts';
import { normalise, type Vec3 } from '#shared/geometry/vec3.ts';

/** Light as linear red, green, blue; written into by the functions here. */
export type Light = [r: number, g: number, b: number];

/** Towards the sun: an afternoon, behind the driver's left shoulder. */
export const SUN: Vec3 = normalise([-0.52, 0.5, 0.6]);
export const SUN_LIGHT: Vec3 = [3.3, 2.95, 2.45];

export const HAZE: Vec3 = [0.72, 0.81, 0.9];

/** The sky in a direction, with clouds and a line of hills. */
export function skyLight(dx: number, dy: number, dz: number, out: Light): void {
  const up = Math.max(dz, 0);
  const blend = Math.min(1, Math.sqrt(up) * 1.25);
  const towardsSun = Math.max(0, dx * SUN[0] + dy * SUN[1] + dz * SUN[2]);
  const halo = 0.35 * towardsSun ** 12 + 4 * towardsSun ** 900;
  out[0] = HAZE[0] + (0.12 - HAZE[0]) * blend + halo;
  out[1] = HAZE[1] + (0.29 - HAZE[1]) * blend + halo * 0.9;
  out[2] = HAZE[2] + (0.64 - HAZE[2]) * blend + halo * 0.7;
  if (dz > 0.02) addClouds(dx / (dz + 0.12), dy / (dz + 0.12), up, out);
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const ridge = 0.025 + 0.06 * valueNoise((dx / length) * 4 + 9, (dy / length) * 4 + 9, 1);
  if (dz < ridge) {
    const depth = 0.55 + 0.25 * (dz / ridge);
    out[0] += (0.3 - out[0]) * (1 - depth) * 1.3;
    out[1] += (0.4 - out[1]) * (1 - depth) * 1.3;
    out[2] += (0.48 - out[2]) * (1 - depth) * 1.3;
  }
}

function addClouds(x: number, y: number, up: number, out: Light): void {
  let density = 0;
  let weight = 0.5;
  let scale = 0.9;
  for (let octave = 0; octave < 4; octave++) {
    density += weight * valueNoise(x * scale + 20, y * scale + 40, octave * 3);
    weight /= 2;
    scale *= 2.1;
  }
  const cover = Math.min(1, Math.max(0, (density - 0.47) * 4)) * Math.min(1, up * 6);
  const light = 1.05 - 0.35 * Math.max(0, density - 0.55);
  for (let i = 0; i < 3; i++) out[i]! += (light - out[i]!) * cover * 0.85;
}

/** What a shiny surface mirrors in a direction: sky above, the houses' haze at eye level, asphalt below. */
export function mirroredLight(dx: number, dy: number, dz: number, out: Light): void {
  if (dz > 0.22) return skyLight(dx, dy, dz, out);
  if (dz < -0.02) {
    out[0] = 0.12;
    out[1] = 0.12;
    out[2] = 0.12;
    return;
  }
  const wall = valueNoise(dx * 6 + 30, dy * 6 + 30, dz * 5);
  out[0] = 0.2 + 0.22 * wall;
  out[1] = 0.19 + 0.19 * wall;
  out[2] = 0.18 + 0.16 * wall;
}
