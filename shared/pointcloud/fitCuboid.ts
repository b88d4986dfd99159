import { wrapAngle } from '../geometry/angle.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import type { Point2 } from '../geometry/point2.ts';
import { convexHull, type Polygon } from '../geometry/polygon.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { PointCloud } from './cloud.ts';
import { fitHeight } from './fitHeight.ts';
import { fitRectangle, footprintRectangle, type OrientedRectangle } from './fitRectangle.ts';
import { collectRaisedPoints, largestGroup } from './footprintPoints.ts';
import { groundHeightAt, type GroundGrid } from './ground.ts';
import { countPointsInCuboid } from './pointsInCuboid.ts';

export interface FitRequest {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** The corners of the rectangle drawn on the ground, x and y in the label frame; z, if there is one, is not read. */
  readonly footprint: readonly (Vec3 | Point2)[];
  /** Typical length, width, height of the class, metres. */
  readonly classSize: Vec3;
  /** Where the lidar stands in the label frame: faces turned towards it are seen, the others are not. */
  readonly sensor: Vec3;
  /** Heading to prefer among the four that the shape allows, radians. */
  readonly headingHint?: number | undefined;
}

export interface CuboidFit {
  readonly cuboid: Cuboid;
  /** Points inside the cuboid. */
  readonly inside: number;
  /** `sparse`: too few points to see a shape; the class's size was laid into the drawn rectangle. */
  readonly quality: 'fitted' | 'sparse';
}

const FEWEST_POINTS = 8;

/** Below this height above the ground, points are as likely the ground's (kerb, slope, noise) as the object's. */
const CLEARANCE_METRES = 0.2;

/**
 * Fits a cuboid to the points over a rectangle that a person drew. Standing on the local ground, heading along the
 * shape's edges, near faces tight on the points, hidden faces where the class's size puts them. Only yaw is fitted.
 * Always finite and of positive size, whatever the points.
 */
export function fitCuboid(request: FitRequest): CuboidFit {
  const { cloud, ground } = request;
  const classSize = saneSize(request.classSize);
  const footprint = convexHull(request.footprint.map(([x, y]) => [finiteOr0(x), finiteOr0(y)]));
  const points = objectPoints(request, footprint, classSize);
  const isSparse = points.length < FEWEST_POINTS;
  const view = { sensor: request.sensor, classSize, headingHint: request.headingHint };
  const rectangle = isSparse ? footprintRectangle(footprint, view) : fitRectangle(points, footprint, view);
  const height = isSparse ? classSize[2] : fitHeight(points, classSize[2]);
  const cuboid = standOnGround(rectangle, height, ground);
  return {
    cuboid,
    inside: countPointsInCuboid(cloud, cuboid),
    quality: isSparse ? 'sparse' : 'fitted',
  };
}

function objectPoints({ cloud, ground, sensor }: FitRequest, footprint: Polygon, classSize: Vec3) {
  const highest = Math.max(classSize[2] * 1.6, classSize[2] + 0.5);
  const points = collectRaisedPoints(cloud, ground, footprint, CLEARANCE_METRES, highest);
  const [x, y] = footprint[0] ?? [0, 0];
  // Neighbouring beams are 0.2° to 0.4° apart: 0.7 m at 100 m.
  const reach = Math.max(0.4, 0.007 * Math.hypot(x - sensor[0], y - sensor[1]));
  return largestGroup(points, reach);
}

function standOnGround(
  { centre, yaw, length, width }: OrientedRectangle,
  height: number,
  ground: GroundGrid,
): Cuboid {
  const [x, y] = centre;
  return {
    centre: [x, y, groundHeightAt(ground, x, y) + height / 2],
    size: [length, width, height],
    rotation: fromYaw(wrapAngle(yaw)),
  };
}

function saneSize(size: Vec3): Vec3 {
  return [saneLength(size[0]), saneLength(size[1]), saneLength(size[2])];
}

function saneLength(metres: number): number {
  return Number.isFinite(metres) && metres > 0 ? metres : 1;
}

function finiteOr0(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
