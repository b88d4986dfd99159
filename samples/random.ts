/** A seeded stream of numbers, the same on every machine: integer arithmetic only (mulberry32, public domain). */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: (list) => list[Math.floor(next() * list.length)]!,
  };
}

/** Uniform in [0, 1) from three integers: noise that does not depend on the order in which it is asked for. */
export function hashUnit(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x27d4eb2d) ^ Math.imul(b, 0x165667b1) ^ Math.imul(c, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/**
 * Roughly normal, mean 0 and deviation 1, from three integers and never beyond ±3.47: the sum of four uniform numbers
 * (Irwin–Hall), so that a noisy range has a hard bound that tests can rely on, and needs no logarithm.
 */
export function hashGaussian(a: number, b: number, c: number): number {
  let sum = -2;
  for (let i = 0; i < 4; i++) sum += hashUnit(a, b, (c << 2) + i);
  return sum * Math.sqrt(3);
}

/** Smooth value noise in [0, 1) with one feature per unit of length. */
export function valueNoise(x: number, y: number, z: number): number {
  const xi = Math.floor(x);
  const yi = Math.floor(y);
  const zi = Math.floor(z);
  const u = fade(x - xi);
  const v = fade(y - yi);
  const w = fade(z - zi);
  return mix(plane(xi, yi, zi, u, v), plane(xi, yi, zi + 1, u, v), w);
}

function plane(x: number, y: number, z: number, u: number, v: number): number {
  return mix(
    mix(hashUnit(x, y, z), hashUnit(x + 1, y, z), u),
    mix(hashUnit(x, y + 1, z), hashUnit(x + 1, y + 1, z), u),
    v,
  );
}

function fade(t: number): number {
  return t * t * (3 - 2 * t);
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
