/** A half-space n · p ≤ offset of a solid's own axes. */
export type HalfSpace = readonly [nx: number, ny: number, nz: number, offset: number];

/** A convex body as the common part of half-spaces, in axes of its own: x forward, z up from the ground; metres. */
export type ConvexSolid = readonly HalfSpace[];

/** Distance along a ray (any length of direction) at which it enters the solid; Infinity where it misses it. */
export function enterSolid(
  solid: ConvexSolid,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
): number {
  let enter = 0;
  let leave = Infinity;
  for (const [nx, ny, nz, offset] of solid) {
    const away = offset - (nx * ox + ny * oy + nz * oz);
    const along = nx * dx + ny * dy + nz * dz;
    if (along === 0) {
      if (away < 0) return Infinity;
    } else if (along < 0) {
      enter = Math.max(enter, away / along);
    } else {
      leave = Math.min(leave, away / along);
    }
    if (enter > leave) return Infinity;
  }
  return enter > 0 ? enter : Infinity;
}

/** A block with upright corners cut off by `cut` metres, standing from `low` to `high` over the middle `x`. */
export function block(
  [length, width]: readonly [number, number],
  low: number,
  high: number,
  cut = 0,
  x = 0,
): ConvexSolid {
  const diagonal = (length / 2 + width / 2 - cut) * Math.SQRT1_2;
  const corners = [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const;
  return [
    [1, 0, 0, length / 2 + x],
    [-1, 0, 0, length / 2 - x],
    [0, 1, 0, width / 2],
    [0, -1, 0, width / 2],
    [0, 0, 1, high],
    [0, 0, -1, -low],
    ...corners.map(([a, b]): HalfSpace => [
      a * Math.SQRT1_2,
      b * Math.SQRT1_2,
      0,
      diagonal + a * x * Math.SQRT1_2,
    ]),
  ];
}

/** The same with its sides leaning inwards above `from`: `lean` metres for each metre of height, along x and y. */
export function leaning(
  [length, width]: readonly [number, number],
  [low, high]: readonly [number, number],
  [front, rear, side]: readonly [number, number, number],
  x = 0,
): ConvexSolid {
  return [
    [1, 0, front, length / 2 + x + front * low],
    [-1, 0, rear, length / 2 - x + rear * low],
    [0, 1, side, width / 2 + side * low],
    [0, -1, side, width / 2 + side * low],
    [0, 0, 1, high],
    [0, 0, -1, -low],
  ];
}
