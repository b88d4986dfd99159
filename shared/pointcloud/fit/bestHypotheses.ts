import type { Point2 } from '../../geometry/point2.ts';
import type { Polygon } from '../../geometry/polygon.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import type { GroundGrid } from '../ground.ts';
import { boxHypotheses } from './boxHypotheses.ts';
import type { GroundBox } from './boxOnGround.ts';
import { candidateGroups } from './candidateGroups.ts';
import { largestOf, type ClassPrior } from './classPrior.ts';
import { gatherPillars, type Pillars } from './pillars.ts';
import { scoreBox, type BoxScore, type Evidence } from './scoreBox.ts';
import { findSightlines } from './sightlines.ts';
import { yawCandidates } from './yawCandidates.ts';

export interface FitQuestion {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** Where a person clicked, on the object or near its middle, or the middle of what was drawn; label frame, metres. */
  readonly at: Vec3;
  /** What it may be: one class if the person chose it. */
  readonly classes: readonly ClassPrior[];
  /** Where the lidar stands in the label frame. */
  readonly sensor: Vec3;
  /** Drawn round the object, convex, of positive signed area; points outside are not its. */
  readonly within?: Polygon | undefined;
}

/** A box that may be the object. */
export interface Hypothesis {
  readonly box: GroundBox;
  readonly prior: ClassPrior;
  readonly score: BoxScore;
}

export interface Hypotheses {
  /** Raised points about the place. */
  readonly all: Pillars;
  /** The likeliest first. */
  readonly found: readonly Hypothesis[];
}

/** Lower are kerbs, and what the ground's height is wrong by (metres). */
const CLEARANCE = 0.2;

/** Directions looked at for each group, and costs above the lowest that are still of interest. */
const MOST_YAWS = 4;
const SPARE_COST = 4;

/** Every box that the points about the place speak for, by what it costs to believe in it. */
export function bestHypotheses(question: FitQuestion): Hypotheses {
  const { cloud, ground, at, classes, sensor, within } = question;
  const halfDiagonal = Math.max(...classes.map(({ size }) => Math.hypot(size[0], size[1]) / 2));
  const radius = halfDiagonal * 1.5 + 1.2;
  const high = Math.max(...classes.map((prior) => largestOf(prior)[2]));
  const all = gatherPillars(cloud, ground, { at, radius, low: CLEARANCE, high, within });
  const sensorLocal: Point2 = [sensor[0] - at[0], sensor[1] - at[1]];
  const evidence: Evidence = {
    all,
    sight: findSightlines(cloud, ground, { at, radius, sensor }),
    sensor: sensorLocal,
    click: within === undefined ? [0, 0] : undefined,
    drawn: within?.map(([x, y]): Point2 => [x - at[0], y - at[1]]),
  };
  const found: Hypothesis[] = [];
  let lowest = Infinity;
  for (const group of candidateGroups(all, sensorLocal, halfDiagonal + 0.5)) {
    const yaws = yawCandidates(group, sensorLocal, MOST_YAWS);
    for (const prior of classes) {
      for (const yaw of yaws.flatMap((angle) => [angle, angle + Math.PI / 2])) {
        for (const box of boxHypotheses(group, yaw, prior, sensorLocal, evidence.click)) {
          const score = scoreBox(box, prior, group, evidence, lowest + SPARE_COST);
          if (score === undefined) continue;
          lowest = Math.min(lowest, score.cost);
          found.push({ box, prior, score });
        }
      }
    }
  }
  found.sort((a, b) => a.score.cost - b.score.cost);
  return { all, found };
}
