import type { Point2 } from '../../geometry/point2.ts';
import type { Polygon } from '../../geometry/polygon.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { PointCloud } from '../cloud.ts';
import type { GroundGrid } from '../ground.ts';
import { boxHypotheses } from './boxHypotheses.ts';
import type { GroundBox } from './boxOnGround.ts';
import { candidateGroups } from './candidateGroups.ts';
import { largestOf, type ClassPrior } from './classPrior.ts';
import { somePillars } from './explainPillars.ts';
import { gatherPillars, thinPillars, type Pillars } from './pillars.ts';
import { scoreBox, type BoxScore, type Evidence } from './scoreBox.ts';
import { findSightlines, type Sightlines } from './sightlines.ts';
import { yawCandidates } from './yawCandidates.ts';

export interface FitQuestion {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  /** Where a person clicked, on the object or near its middle, or the middle of what was drawn; label frame, metres. */
  readonly at: Vec3;
  /** Is that only the middle of what was drawn, and not a click? */
  readonly isMiddle?: boolean | undefined;
  /** What it may be: one class if the person chose it. */
  readonly classes: readonly ClassPrior[];
  /** Where the lidar stands in the label frame. */
  readonly sensor: Vec3;
  /** Drawn round the object, convex, of positive signed area; points outside are not its. */
  readonly within?: Polygon | undefined;
  /** Is that only where it may stand, its sides telling nothing of the object's? */
  readonly isSight?: boolean | undefined;
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

/** Of a group, to see how much of it a box leaves out. */
const MOST_PILLARS = 300;

/**
 * Every box that the points about the place speak for, by what it costs to believe in it. Classes of a kind are looked
 * for together, each kind as far about the place as it may reach; lorries and buses only where nothing smaller explains
 * what is there.
 */
export function bestHypotheses(question: FitQuestion): Hypotheses {
  const kinds = KINDS.map((isOfKind) => question.classes.filter(({ size }) => isOfKind(size[0]))).filter(
    ({ length }) => length > 0,
  );
  let best: Hypotheses | undefined;
  const found: Hypothesis[] = [];
  for (const classes of kinds) {
    if (
      best !== undefined &&
      isLarge(classes) &&
      best.found[0] !== undefined &&
      best.found[0].score.cost < GOOD_COST
    )
      break;
    const own = hypothesesOfKind({ ...question, classes }, best?.found[0]?.score.cost ?? Infinity);
    found.push(...own.found);
    if (
      best === undefined ||
      (own.found[0]?.score.cost ?? Infinity) < (best.found[0]?.score.cost ?? Infinity)
    )
      best = own;
  }
  found.sort((a, b) => a.score.cost - b.score.cost);
  return { all: best!.all, found };
}

const isLarge = (classes: readonly ClassPrior[]): boolean => classes.every(({ size }) => size[0] > 6);

/** By length, metres. */
const KINDS = [
  (length: number) => length <= 2.5,
  (length: number) => length > 2.5 && length <= 6,
  (length: number) => length > 6,
];

/** A box that costs less explains what is there. */
const GOOD_COST = -5;

/** @param cheapest what is known to cost least so far: what costs much more is of no interest */
function hypothesesOfKind(question: FitQuestion, cheapest: number): Hypotheses {
  const { cloud, ground, at, isMiddle = false, classes, sensor, within, isSight = false } = question;
  const halfDiagonal = Math.max(...classes.map(({ size }) => Math.hypot(size[0], size[1]) / 2));
  const radius = halfDiagonal * 1.5 + 1.2;
  const high = Math.max(...classes.map((prior) => largestOf(prior)[2]));
  const all = gatherPillars(cloud, ground, { at, radius, low: CLEARANCE, high, within });
  const sensorLocal: Point2 = [sensor[0] - at[0], sensor[1] - at[1]];
  const evidence: Evidence = {
    all: somePillars(all, [0, 0]),
    sight: believable(findSightlines(cloud, ground, { at, radius, sensor }), all),
    sensor: sensorLocal,
    click: isMiddle ? undefined : [0, 0],
    drawn: isSight ? undefined : within?.map(([x, y]): Point2 => [x - at[0], y - at[1]]),
  };
  const found: Hypothesis[] = [];
  let lowest = cheapest;
  for (const group of candidateGroups(all, sensorLocal, halfDiagonal + 0.5)) {
    const yaws = yawCandidates(group, sensorLocal, MOST_YAWS);
    const some = thinPillars(group, MOST_PILLARS);
    for (const prior of classes) {
      for (const yaw of yaws.flatMap((angle) => [angle, angle + Math.PI / 2])) {
        for (const box of boxHypotheses(group, yaw, prior, sensorLocal, evidence.click)) {
          const score = scoreBox(box, prior, some, evidence, lowest + SPARE_COST);
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

/** Of pillars, the share that a lidar seems to have looked through before its place is in doubt. */
const CONTRADICTED = 0.5;

/**
 * Nothing is known to be free where things stand that were looked through: clouds of several lidars or moments joined,
 * or a sensor that stood elsewhere.
 */
function believable(sight: Sightlines, { count, x, y }: Pillars): Sightlines {
  let contradicted = 0;
  for (let i = 0; i < count; i++) if (sight.isFree(x[i]!, y[i]!)) contradicted += 1;
  return contradicted > CONTRADICTED * count ? { isFree: () => false } : sight;
}
