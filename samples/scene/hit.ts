import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { Shape } from './shape.ts';

/**
 * Where a ray ended. Mutable and reused: forty million rays go into a drive, and an object for each would be most of
 * the work. `px…` is the point in the world, `lx…` in the solid's own axes, `nx…` the outward normal in the world and
 * `mx…` in the solid's axes.
 */
export interface Hit {
  /** Metres along the ray; Infinity: it left the scene. */
  t: number;
  /** Which primitive; undefined: the ground. */
  primitive: Primitive | undefined;
  px: number;
  py: number;
  pz: number;
  lx: number;
  ly: number;
  lz: number;
  nx: number;
  ny: number;
  nz: number;
  mx: number;
  my: number;
  mz: number;
}

export function createHit(): Hit {
  return {
    t: Infinity,
    primitive: undefined,
    px: 0,
    py: 0,
    pz: 0,
    lx: 0,
    ly: 0,
    lz: 0,
    nx: 0,
    ny: 0,
    nz: 0,
    mx: 0,
    my: 0,
    mz: 0,
  };
}

/** What a surface looks like at a hit, to the cameras and to the lidar. Mutable and reused, like {@link Hit}. */
export interface Paint {
  /** Linear reflectance. */
  r: number;
  g: number;
  b: number;
  /** Mirror reflectance head-on: 0.04 for lacquer and glass, 0 for what is matt. */
  gloss: number;
  /** Light of its own, times its colour. */
  glow: number;
  /** Reflectance at the lidar's 905 nm; above 1 for retro-reflectors. */
  lidar: number;
}

/** Fills in the paint; it starts as matt black. */
export type Material = (hit: Hit, paint: Paint) => void;

/** One solid of one object, placed in the world. */
export interface Primitive {
  readonly shape: Shape;
  readonly material: Material;
  /** The number of the object that it belongs to, from 1; 0 is the ground. */
  readonly objectId: number;
  readonly worldFromShape: RigidTransform;
}
