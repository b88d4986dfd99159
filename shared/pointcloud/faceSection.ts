import { boxFromLabel, labelFromBox, type Cuboid, type CuboidFace } from '../geometry/cuboid.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { pointAt, type PointCloud } from './cloud.ts';
import { groundHeightAt, type GroundGrid } from './ground.ts';
import { collectPointsInCuboid } from './pointsInCuboid.ts';

/** The points that a face of a cuboid meets when it is pushed in or out, nearest to the opposite face first. */
export interface FaceSection {
  /** How far outside the face each lies, metres, ascending; negative inside. */
  readonly along: Float64Array<ArrayBuffer>;
  /** x, y, z of each; label frame, metres. */
  readonly points: Float64Array<ArrayBuffer>;
}

/** A face is not pulled out farther than this at once, metres. */
const OUTWARD = 3;
/** Lower than this above the ground, metres, a point is taken for the ground: it goes on beyond every side. */
const GROUND_METRES = 0.2;

/**
 * The points in a cuboid's cross-section, from the opposite face to 3 m outside the face. For the sides without the
 * ground, which would always be the outermost; top and bottom may rest on it.
 */
export function faceSection(
  { cloud, ground }: { cloud: PointCloud; ground: GroundGrid },
  cuboid: Cuboid,
  { axis, sign }: Pick<CuboidFace, 'axis' | 'sign'>,
): FaceSection {
  const shift: [number, number, number] = [0, 0, 0];
  shift[axis] = (sign * OUTWARD) / 2;
  const size: [number, number, number] = [...cuboid.size];
  size[axis] += OUTWARD;
  const reach: Cuboid = { ...cuboid, centre: labelFromBox(cuboid, shift), size };
  const isKept = ([x, y, z]: Vec3): boolean => axis === 2 || z - groundHeightAt(ground, x, y) > GROUND_METRES;
  const met = [...collectPointsInCuboid(cloud, reach)]
    .map((index) => pointAt(cloud, index))
    .filter(isKept)
    .map((point) => ({ point, along: sign * boxFromLabel(cuboid, point)[axis] - cuboid.size[axis] / 2 }))
    .sort((a, b) => a.along - b.along);
  return {
    along: Float64Array.from(met, ({ along }) => along),
    points: Float64Array.from(met.flatMap(({ point }) => point)),
  };
}
