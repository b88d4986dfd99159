import { cuboidCorners, CUBOID_EDGES, CUBOID_FACES, boxFromLabel, type Cuboid } from './cuboid.ts';
import { groundOutline, outlineOverlap } from './groundOutline.ts';
import type { Point2 } from './point2.ts';
import { convexHull, intersectConvex, signedArea, type Polygon } from './polygon.ts';
import { conjugate, IDENTITY, multiply } from './quaternion.ts';
import { lerp, length, subtract, ZERO, type Vec3 } from './vec3.ts';

/** Quaternions whose x and y are smaller turn about z only; what is lost is under a ten-millionth of the volume. */
const LEVEL = 1e-9;

/** Gauss and Legendre's two places in [−1, 1]: exact for polynomials up to the third degree. */
const GAUSS = 1 / Math.sqrt(3);

/** Cubic metres; 0 for a cuboid without volume, or with numbers that are not finite. */
export function cuboidVolume({ size }: Cuboid): number {
  const volume = size[0] * size[1] * size[2];
  return size.every((side) => side > 0) && Number.isFinite(volume) ? volume : 0;
}

/**
 * Volume that two cuboids share, however they are turned, cubic metres.
 *
 * Where both stand upright it is what they share seen from above times the height that they share. Otherwise the common
 * body is cut into slices along the first one's z. Between the heights of its corners the area of a cut is a polynomial
 * of the second degree, so two cuts give the volume in between exactly. Unlike a polyhedron that is put together from
 * clipped faces, this has no faces that may be counted twice where the two touch or are the same.
 */
export function sharedVolume(a: Cuboid, b: Cuboid): number {
  const smaller = Math.min(cuboidVolume(a), cuboidVolume(b));
  if (!(smaller > 0) || !mayMeet(a, b)) return 0;
  const [first, second] = [atOrigin(a, a.centre), atOrigin(b, a.centre)];
  const shared = isLevel(a) && isLevel(b) ? levelVolume(first, second) : slicedVolume(first, second);
  return Math.min(smaller, Math.max(0, shared));
}

/** Intersection over union of two cuboids by volume, in [0, 1]. */
export function cuboidIou(a: Cuboid, b: Cuboid): number {
  const shared = sharedVolume(a, b);
  return shared > 0 ? Math.min(1, shared / (cuboidVolume(a) + cuboidVolume(b) - shared)) : 0;
}

/** Intersection over union of two cuboids as they are seen from above, in [0, 1]. */
export function bevIou(a: Cuboid, b: Cuboid): number {
  if (!(cuboidVolume(a) > 0 && cuboidVolume(b) > 0)) return 0;
  return outlineOverlap(groundOutline(atOrigin(a, a.centre)), groundOutline(atOrigin(b, a.centre)));
}

/** Relative to a place near both, so that metres far from the origin cost no digits. */
function atOrigin({ centre, size, rotation }: Cuboid, origin: Vec3): Cuboid {
  return { centre: subtract(centre, origin), size, rotation };
}

/** Do the spheres around them meet? False for what is not a number. */
function mayMeet(a: Cuboid, b: Cuboid): boolean {
  return length(subtract(a.centre, b.centre)) <= (length(a.size) + length(b.size)) / 2;
}

function isLevel({ rotation: [x, y] }: Cuboid): boolean {
  return Math.abs(x) < LEVEL && Math.abs(y) < LEVEL;
}

function levelVolume(a: Cuboid, b: Cuboid): number {
  const top = Math.min(a.centre[2] + a.size[2] / 2, b.centre[2] + b.size[2] / 2);
  const bottom = Math.max(a.centre[2] - a.size[2] / 2, b.centre[2] - b.size[2] / 2);
  if (!(top > bottom)) return 0;
  return signedArea(intersectConvex(groundOutline(a), groundOutline(b))) * (top - bottom);
}

/** Of `a`, centred at the origin, and `b`. */
function slicedVolume(a: Cuboid, b: Cuboid): number {
  const upright: Cuboid = { centre: ZERO, size: a.size, rotation: IDENTITY };
  const turned: Cuboid = {
    centre: boxFromLabel(a, b.centre),
    size: b.size,
    rotation: multiply(conjugate(a.rotation), b.rotation),
  };
  const corners = cuboidCorners(turned);
  const [x, y] = [a.size[0] / 2, a.size[1] / 2];
  const base: Polygon = [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ];
  const area = (z: number) => signedArea(intersectConvex(slice(corners, z), base));
  const heights = cornerHeights(upright, turned);
  let volume = 0;
  for (let i = 0; i + 1 < heights.length; i++) {
    const half = (heights[i + 1]! - heights[i]!) / 2;
    const middle = (heights[i + 1]! + heights[i]!) / 2;
    volume += half * (area(middle - half * GAUSS) + area(middle + half * GAUSS));
  }
  return volume;
}

/** The convex polygon that a cuboid, given its corners, has at a height. */
function slice(corners: readonly Vec3[], z: number): Polygon {
  const points: Point2[] = [];
  for (const [i, j] of CUBOID_EDGES) {
    const [from, to] = [corners[i]!, corners[j]!];
    if (from[2] < z === to[2] < z) continue;
    const [px, py] = lerp(from, to, (z - from[2]) / (to[2] - from[2]));
    points.push([px, py]);
  }
  return convexHull(points);
}

/**
 * The heights at which the common body of two cuboids may have corners, ascending, within the first's: corners of
 * either, and where an edge of the one goes through the plane of a face of the other.
 */
function cornerHeights(upright: Cuboid, turned: Cuboid): number[] {
  const top = upright.size[2] / 2;
  const corners = cuboidCorners(turned);
  const heights = [-top, top, ...corners.map(([, , z]) => z)];
  heights.push(...crossings(upright, corners).map(([, , z]) => z));
  const own = cuboidCorners(upright).map((corner) => boxFromLabel(turned, corner));
  const upTurned = boxFromLabel({ ...turned, centre: ZERO }, [0, 0, 1]);
  for (const [px, py, pz] of crossings(turned, own))
    heights.push(turned.centre[2] + upTurned[0] * px + upTurned[1] * py + upTurned[2] * pz);
  return heights.filter((z) => Math.abs(z) <= top).sort((p, q) => p - q);
}

/** Where the edges between `corners`, in the cuboid's own axes, go through its faces; in those axes. */
function crossings({ size }: Cuboid, corners: readonly Vec3[]): Vec3[] {
  const found: Vec3[] = [];
  for (const [i, j] of CUBOID_EDGES) {
    const [from, to] = [corners[i]!, corners[j]!];
    for (const { axis, sign } of CUBOID_FACES) {
      const plane = (sign * size[axis]) / 2;
      if (from[axis] < plane === to[axis] < plane) continue;
      const point = lerp(from, to, (plane - from[axis]) / (to[axis] - from[axis]));
      // A little outside counts: a height too many does no harm.
      if (point.every((value, k) => Math.abs(value) <= size[k]! * 0.501)) found.push(point);
    }
  }
  return found;
}
