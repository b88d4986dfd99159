import type { PcdArray } from 'pcd-format';

export type SceneFields = { readonly name: string; readonly values: PcdArray }[];

/** Lines of a spinning sensor: ground, walls, cars. Seeded. */
export function makeScene(points: number): SceneFields {
  let state = 7;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const make = (): Float32Array => new Float32Array(points);
  const [x, y, z, intensity] = [make(), make(), make(), make()];
  const ring = new Uint16Array(points);
  const time = new Float64Array(points);
  for (let i = 0; i < points; i += 1) {
    const azimuth = (2 * Math.PI * i) / points;
    const range = 3 + 77 * random();
    x[i] = range * Math.cos(azimuth) + 0.02 * random();
    y[i] = range * Math.sin(azimuth) + 0.02 * random();
    z[i] = random() < 0.7 ? -1.8 + 0.04 * random() : 4 * random() - 1.8;
    intensity[i] = Math.floor(256 * random());
    ring[i] = i % 128;
    time[i] = 1.7e9 + i * 1e-7;
  }
  const columns = { x, y, z, intensity, ring, time };
  return Object.entries(columns).map(([name, values]) => ({ name, values }));
}
