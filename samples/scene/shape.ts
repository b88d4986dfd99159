import type { Vec3 } from '#shared/geometry/vec3.ts';

/** The solids that the scene is made of, each centred on its own axes. Metres. */
export type Shape =
  | { readonly kind: 'box'; readonly half: Vec3 }
  /** The intersection of half-spaces n · p ≤ d, flat as nx ny nz d …; `half` bounds it. */
  | { readonly kind: 'convex'; readonly planes: Float64Array; readonly half: Vec3 }
  /** `leafy`: a crown with gaps, so that its outline is ragged and rays pass through here and there. */
  | { readonly kind: 'ellipsoid'; readonly radii: Vec3; readonly leafy: boolean }
  /** A cone cut off, along z: radius at the bottom, at the top. `bore` > 0 leaves its two ends open up to that radius. */
  | {
      readonly kind: 'frustum';
      readonly bottom: number;
      readonly top: number;
      readonly halfHeight: number;
      readonly bore: number;
    }
  /** A cylinder along z with round ends; `halfHeight` without them. */
  | { readonly kind: 'capsule'; readonly radius: number; readonly halfHeight: number };

export function box(length: number, width: number, height: number): Shape {
  return { kind: 'box', half: [length / 2, width / 2, height / 2] };
}

export function ellipsoid(rx: number, ry: number, rz: number): Shape {
  return { kind: 'ellipsoid', radii: [rx, ry, rz], leafy: false };
}

export function crown(rx: number, ry: number, rz: number): Shape {
  return { kind: 'ellipsoid', radii: [rx, ry, rz], leafy: true };
}

export function cylinder(radius: number, height: number): Shape {
  return { kind: 'frustum', bottom: radius, top: radius, halfHeight: height / 2, bore: 0 };
}

export function frustum(bottom: number, top: number, height: number): Shape {
  return { kind: 'frustum', bottom, top, halfHeight: height / 2, bore: 0 };
}

/** A tyre without a wheel. */
export function ring(radius: number, bore: number, width: number): Shape {
  return { kind: 'frustum', bottom: radius, top: radius, halfHeight: width / 2, bore };
}

/**
 * A convex profile in x–z, extruded to ±`halfWidth` along y, with further planes cut off it.
 * @param profile counter-clockwise corners when x is to the right and z up
 * @param cuts nx ny nz d: what lies beyond n · p = d is taken away
 */
export function extrusion(
  profile: readonly (readonly [x: number, z: number])[],
  halfWidth: number,
  cuts: readonly (readonly [number, number, number, number])[] = [],
): Shape {
  const planes: number[] = [0, 1, 0, halfWidth, 0, -1, 0, halfWidth];
  profile.forEach(([x, z], i) => {
    const [nextX, nextZ] = profile[(i + 1) % profile.length]!;
    const length = Math.sqrt((nextX - x) ** 2 + (nextZ - z) ** 2);
    const nx = (nextZ - z) / length;
    const nz = -(nextX - x) / length;
    planes.push(nx, 0, nz, nx * x + nz * z);
  });
  for (const [nx, ny, nz, d] of cuts) {
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    planes.push(nx / length, ny / length, nz / length, d / length);
  }
  const reach = (axis: 0 | 1): number => Math.max(...profile.map((corner) => Math.abs(corner[axis])));
  return { kind: 'convex', planes: new Float64Array(planes), half: [reach(0), halfWidth, reach(1)] };
}

/** Half the extent of a shape along its own axes. */
export function halfExtent(shape: Shape): Vec3 {
  switch (shape.kind) {
    case 'box':
    case 'convex':
      return shape.half;
    case 'ellipsoid':
      return shape.radii;
    case 'frustum': {
      const radius = Math.max(shape.bottom, shape.top);
      return [radius, radius, shape.halfHeight];
    }
    case 'capsule':
      return [shape.radius, shape.radius, shape.halfHeight + shape.radius];
  }
}
