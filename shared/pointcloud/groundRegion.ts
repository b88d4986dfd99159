import type { Vec3 } from '../geometry/vec3.ts';

/** A rectangle seen from above; label frame, metres. */
export interface GroundRegion {
  readonly centre: readonly [x: number, y: number];
  /** Of the side that `half` names first. */
  readonly yawRad: number;
  /** Half its sides, along and across. */
  readonly half: readonly [along: number, across: number];
}

/** The border is part of it. */
export function isInRegion({ centre, yawRad, half }: GroundRegion, x: number, y: number): boolean {
  const [dx, dy] = [x - centre[0], y - centre[1]];
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  return Math.abs(dx * cos + dy * sin) <= half[0] && Math.abs(dy * cos - dx * sin) <= half[1];
}

/** The region with these corners, in their order around it. */
export function regionOf([a, b, c]: readonly Vec3[]): GroundRegion | undefined {
  if (a === undefined || b === undefined || c === undefined) return undefined;
  return {
    centre: [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2],
    yawRad: Math.atan2(b[1] - a[1], b[0] - a[0]),
    half: [Math.hypot(b[0] - a[0], b[1] - a[1]) / 2, Math.hypot(c[0] - b[0], c[1] - b[1]) / 2],
  };
}

/** Its corners, counter-clockwise seen from above. */
export function regionCorners({
  centre,
  yawRad,
  half,
}: GroundRegion): readonly (readonly [number, number])[] {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  return SIGNS.map(([along, across]) => {
    const [u, v] = [along * half[0], across * half[1]];
    return [centre[0] + u * cos - v * sin, centre[1] + u * sin + v * cos] as const;
  });
}

const SIGNS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;
