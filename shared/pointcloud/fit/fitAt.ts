import { wrapAngle } from '../../geometry/angle.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Point2 } from '../../geometry/point2.ts';
import type { Polygon } from '../../geometry/polygon.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import { groundHeightAt, type GroundGrid } from '../ground.ts';
import { countPointsInCuboid } from '../pointsInCuboid.ts';
import { boxHypotheses } from './boxHypotheses.ts';
import type { GroundBox } from './boxOnGround.ts';
import { largestOf, type ClassPrior } from './classPrior.ts';
import { clusterPillars } from './clusterPillars.ts';
import { gatherPillars, pointsOf, selectPillars, type Pillars } from './pillars.ts';
import { scoreBox, type BoxScore, type Evidence } from './scoreBox.ts';
import { findSightlines } from './sightlines.ts';
import { yawCandidates } from './yawCandidates.ts';

export interface FitAtRequest {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** Where a person clicked, on the object or near its middle; label frame, metres. */
  readonly at: Vec3;
  /** What it may be: one class if the person chose it, else all. */
  readonly classes: readonly ClassPrior[];
  /** Where the lidar stands in the label frame. */
  readonly sensor: Vec3;
  readonly headingHint?: number | undefined;
  /** Drawn round the object, convex, of positive signed area; points outside are not its. */
  readonly within?: Polygon | undefined;
}

export interface Hypothesis {
  readonly box: GroundBox;
  readonly prior: ClassPrior;
  readonly score: BoxScore;
  readonly group: Pillars;
}

const CLEARANCE = 0.2;
const SPARE = 3;

export function bestHypotheses(request: FitAtRequest): Hypothesis[] {
  const { cloud, ground, at, classes, sensor, within } = request;
  const largest = classes.map(largestOf);
  const radius = Math.max(...classes.map(({ size }) => Math.hypot(size[0], size[1]) * 0.75)) + 1.2;
  const high = Math.max(...largest.map((size) => size[2]));
  const all = gatherPillars(cloud, ground, { at, radius, low: CLEARANCE, high, within });
  const sight = findSightlines(cloud, ground, { at, radius, sensor });
  const sensorLocal: Point2 = [sensor[0] - at[0], sensor[1] - at[1]];
  const evidence: Evidence = {
    all,
    sight,
    sensor: sensorLocal,
    click: within === undefined ? [0, 0] : undefined,
    drawn: within?.map(([x, y]): Point2 => [x - at[0], y - at[1]]),
    headingHint: request.headingHint,
  };
  const found: Hypothesis[] = [];
  let lowest = Infinity;
  for (const group of groupsAbout(all, sensorLocal, classes)) {
    const yaws = yawCandidates(group, sensorLocal, 4);
    for (const prior of classes) {
      for (const yaw of yaws.flatMap((angle) => [angle, angle + Math.PI / 2])) {
        for (const box of boxHypotheses(group, yaw, prior, sensorLocal, evidence.click)) {
          const score = scoreBox(box, prior, group, evidence, lowest + SPARE);
          if (score === undefined) continue;
          lowest = Math.min(lowest, score.cost);
          found.push({ box, prior, group, score });
        }
      }
    }
  }
  return found.sort((a, b) => a.score.cost - b.score.cost);
}

function groupsAbout(all: Pillars, sensor: Point2, classes: readonly ClassPrior[]): Pillars[] {
  const range = Math.hypot(sensor[0], sensor[1]);
  const base = Math.max(0.3, 0.008 * range);
  const seen = new Set<string>();
  const groups: Pillars[] = [];
  const reachOf = Math.max(...classes.map(({ size }) => Math.hypot(size[0], size[1]) / 2)) + 0.5;
  for (const scale of [0.6, 1, 1.6, 2.6]) {
    const near = clusterPillars(all, base * scale)
      .map((indices) => {
        let distance = Infinity;
        for (const i of indices) distance = Math.min(distance, Math.hypot(all.x[i]!, all.y[i]!));
        return { indices, distance };
      })
      .filter(({ indices, distance }) => indices.length >= 3 && distance < reachOf)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, 4);
    for (const { indices } of near) {
      for (const limit of [reachOf + 0.5, Infinity]) {
        const kept = indices.filter((i) => Math.hypot(all.x[i]!, all.y[i]!) < limit);
        const key = kept.join();
        if (kept.length >= 3 && !seen.has(key)) {
          seen.add(key);
          groups.push(selectPillars(all, kept));
        }
      }
    }
  }
  return groups.filter((group) => pointsOf(group) >= 5);
}

export function toCuboid(request: FitAtRequest, { box, group, prior }: Hypothesis): Cuboid {
  const x = box.x + request.at[0];
  const y = box.y + request.at[1];
  let top = 0;
  for (let i = 0; i < group.count; i++) top = Math.max(top, group.top[i]!);
  const height = Math.max(prior.size[2] * 0.8, Math.min(prior.size[2] * 1.3, top));
  return {
    centre: [x, y, groundHeightAt(request.ground, x, y) + height / 2],
    size: [box.length, box.width, height],
    rotation: fromYaw(wrapAngle(box.yaw)),
  };
}

export const count = countPointsInCuboid;
