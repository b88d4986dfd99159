import { cuboidContains, type Cuboid } from '../../geometry/cuboid.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import { groundHeightAt, type GroundGrid } from '../ground.ts';
import type { Range } from './boxOnGround.ts';
import type { ClassPrior } from './classPrior.ts';
import { clusterPillars } from './clusterPillars.ts';
import { gatherPillars, pointsOf, selectPillars } from './pillars.ts';

export interface PlacesRequest {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** Where the lidar stands in the label frame. */
  readonly sensor: Vec3;
  readonly prior: ClassPrior;
  /** What has a cuboid already. */
  readonly known: readonly Cuboid[];
}

/** Farther away a car is a handful of points (metres). */
const RADIUS = 60;
/** Heights above the ground that things are told apart by: without the ground, and without what hangs over them. */
const LOW = 0.25;
const HIGH_SHARE = 1.5;
/** Things farther apart than this are two; people stand closer to each other than cars do (metres). */
const REACH = 0.6;
const SMALL_METRES = 2.5;
const SMALL_REACH = 0.35;
const FEWEST_POINTS = 12;
/** So many times as long as the class is a row of things, or a wall; a third as high is a kerb. */
const LONGEST = 1.9;
const LOWEST = 1 / 3;

/**
 * Where something of about the class's size stands that has no cuboid, the nearest first; label frame, on the ground
 * under its middle. A first look: most of these are something else, which fitting tells.
 */
export function unlabelledPlaces({ cloud, ground, sensor, prior, known }: PlacesRequest): Vec3[] {
  const [length, , height] = prior.size;
  const all = gatherPillars(cloud, ground, {
    at: sensor,
    radius: RADIUS,
    low: LOW,
    high: height * HIGH_SHARE,
  });
  const low = selectPillars(
    all,
    Array.from({ length: all.count }, (_, i) => i).filter((i) => all.tall[i] === 0),
  );
  const places = clusterPillars(low, length <= SMALL_METRES ? SMALL_REACH : REACH).flatMap(
    (indices): Vec3[] => {
      const group = selectPillars(low, indices);
      const [x, y] = [rangeOf(group.x), rangeOf(group.y)];
      const extent = Math.hypot(x.high - x.low, y.high - y.low);
      const isLikely =
        pointsOf(group) >= FEWEST_POINTS &&
        extent <= length * LONGEST &&
        rangeOf(group.top).high >= height * LOWEST;
      if (!isLikely) return [];
      const at = [sensor[0] + (x.low + x.high) / 2, sensor[1] + (y.low + y.high) / 2] as const;
      return [[...at, groundHeightAt(ground, ...at)]];
    },
  );
  const fromSensor = ([x, y]: Vec3): number => Math.hypot(x - sensor[0], y - sensor[1]);
  return places
    .filter(([x, y]) => known.every((cuboid) => !cuboidContains(cuboid, [x, y, cuboid.centre[2]])))
    .sort((a, b) => fromSensor(a) - fromSensor(b));
}

function rangeOf(values: Float64Array): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
