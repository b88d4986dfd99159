import { wrapAngle } from '../../geometry/angle.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { outlineOverlap } from '../../geometry/groundOutline.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { forEachRun } from '../bucketGrid.ts';
import { groundHeightAt } from '../ground.ts';
import { countPointsInCuboid } from '../pointsInCuboid.ts';
import { bestHypotheses, type FitQuestion, type Hypothesis } from './bestHypotheses.ts';
import { boxCorners, insideBox, type GroundBox } from './boxOnGround.ts';
import { fitConfidence } from './fitConfidence.ts';
import { frontOf } from './frontOf.ts';
import { heightOfBox } from './heightOfBox.ts';
import { pointsOf, selectPillars, type Pillars } from './pillars.ts';

export interface FitAtRequest extends FitQuestion {
  /** Heading to prefer of the two that a box allows, radians. */
  readonly headingHint?: number | undefined;
}

/** Why nothing was fitted. */
export type NoFitReason =
  | 'not-finite'
  | 'empty-cloud'
  | 'outside-cloud'
  | 'nothing-there'
  | 'only-ground'
  | 'too-few-points'
  | 'too-large';

export interface FittedBox {
  readonly cuboid: Cuboid;
  /** What it was taken for: the one class that was asked for, or the likeliest. */
  readonly className: string;
  readonly heading: FittedHeading;
}

/** Which of the two ends is the front, and what told so. */
export interface FittedHeading {
  /** `hint`: the heading that was asked for; `shape`: bonnets are lower than boots; `view`: away from the lidar. */
  readonly by: 'hint' | 'shape' | 'view';
  /** In [0, 1]: how often that is right; of a hint 1, as it was asked for. */
  readonly confidence: number;
}

export interface FitFound extends FittedBox {
  /** In [0, 1]: of results with this confidence, the share whose overlap with the truth, seen from above, is 0.7 or more. */
  readonly confidence: number;
  /** Points inside the cuboid. */
  readonly points: number;
  /** Other boxes that the points may be, the likeliest first: turned by 90°, going on at the other end, another class. */
  readonly alternatives: readonly FittedBox[];
}

export interface NoFit {
  readonly cuboid: undefined;
  readonly reason: NoFitReason;
  /** Raised points that were there. */
  readonly points: number;
}

/** Fewer points do not show a shape. */
const FEWEST_POINTS = 8;

/** A click may miss its object by so much (metres). */
const MISS = 0.7;

const MOST_ALTERNATIVES = 3;

/** Of 469 cars of twenty synthetic streets and a real one, the share whose front was at that end. */
const HEADING_CONFIDENCE = { hint: 1, shape: 0.93, view: 0.53 } as const;

/**
 * The object that a person clicked on as a cuboid, from the points about the click: standing on the local ground,
 * headed along its edges, its near sides on the points and the hidden ones where what the lidar looked through, the
 * class's size and the click itself make them likeliest. Only yaw is fitted. The same request gives the same answer.
 */
export function fitAt(request: FitAtRequest): FitFound | NoFit {
  const refused = refuse(request);
  if (refused !== undefined) return { cuboid: undefined, reason: refused, points: 0 };
  const { all, found } = bestHypotheses(request);
  const best = found[0];
  const points = pointsOf(all);
  const none = (reason: NoFitReason): NoFit => ({ cuboid: undefined, reason, points });
  if (best === undefined || (request.isMiddle !== true && isMissed(best.box))) {
    if (points >= FEWEST_POINTS) return none('nothing-there');
    if (points > 0) return none('too-few-points');
    return none(hasPointsNear(request) ? 'only-ground' : 'nothing-there');
  }
  const inside = pillarsInside(all, best.box);
  if (isTall(inside)) return none('too-large');
  const fitted = fittedBox(request, all, best);
  const count = countPointsInCuboid(request.cloud, fitted.cuboid);
  if (Math.min(count, pointsOf(inside)) < FEWEST_POINTS) return none('too-few-points');
  return {
    ...fitted,
    confidence: fitConfidence(found, pointsOf(inside)),
    points: count,
    alternatives: alternativesTo(best, found).map((other) => fittedBox(request, all, other)),
  };
}

function refuse({ cloud, at, within, sensor, classes }: FitAtRequest): NoFitReason | undefined {
  const numbers = [...at, ...sensor, ...(within ?? []).flat()];
  if (!numbers.every(Number.isFinite) || classes.length === 0) return 'not-finite';
  if (cloud.count === 0) return 'empty-cloud';
  const { min, max } = cloud.bounds;
  const isOutside = (low: number, high: number, axis: 0 | 1): boolean =>
    high < min[axis] - 1 || low > max[axis] + 1;
  for (const axis of [0, 1] as const) {
    const places = within === undefined ? [at[axis]] : within.map((corner) => corner[axis]);
    if (isOutside(Math.min(...places), Math.max(...places), axis)) return 'outside-cloud';
  }
  return undefined;
}

function isMissed(box: GroundBox): boolean {
  const [u, v] = insideBox(box, [0, 0]);
  return Math.abs(u) > box.length / 2 + MISS || Math.abs(v) > box.width / 2 + MISS;
}

function hasPointsNear({ cloud, at, within }: FitAtRequest): boolean {
  const xs = within === undefined ? [at[0] - 1, at[0] + 1] : within.map(([x]) => x);
  const ys = within === undefined ? [at[1] - 1, at[1] + 1] : within.map(([, y]) => y);
  const reach = {
    minX: Math.min(...xs),
    maxX: Math.max(...xs),
    minY: Math.min(...ys),
    maxY: Math.max(...ys),
  };
  let isNear = false;
  forEachRun(cloud.grid, reach, (from, to) => {
    for (let i = from; i < to && !isNear; i++) {
      const [x, y] = [cloud.x[i]!, cloud.y[i]!];
      isNear = x >= reach.minX && x <= reach.maxX && y >= reach.minY && y <= reach.maxY;
    }
  });
  return isNear;
}

function pillarsInside(all: Pillars, box: GroundBox): Pillars {
  const indices: number[] = [];
  for (let i = 0; i < all.count; i++) {
    const [u, v] = insideBox(box, [all.x[i]!, all.y[i]!]);
    if (Math.abs(u) <= box.length / 2 + 0.05 && Math.abs(v) <= box.width / 2 + 0.05) indices.push(i);
  }
  return selectPillars(all, indices);
}

/** Walls and hedges go on above what a road user may be. */
function isTall({ count, tall }: Pillars): boolean {
  return tall.reduce((sum, flag) => sum + flag, 0) > 0.5 * count;
}

function fittedBox(request: FitAtRequest, all: Pillars, { box, prior }: Hypothesis): FittedBox {
  const { at, ground, sensor, headingHint } = request;
  const [x, y] = [box.x + at[0], box.y + at[1]];
  const inside = pillarsInside(all, box);
  const height = heightOfBox(inside, prior, Math.hypot(x - sensor[0], y - sensor[1]));
  const front = frontOf(inside, box);
  const by = headingHint !== undefined ? 'hint' : front !== undefined ? 'shape' : 'view';
  const preferred = headingHint ?? front ?? Math.atan2(y - sensor[1], x - sensor[0]);
  const yaw = Math.cos(preferred - box.yaw) >= 0 ? box.yaw : box.yaw + Math.PI;
  return {
    className: prior.name,
    heading: { by, confidence: HEADING_CONFIDENCE[by] },
    cuboid: {
      centre: [x, y, groundHeightAt(ground, x, y) + height / 2],
      size: [box.length, box.width, height],
      rotation: fromYaw(wrapAngle(yaw)),
    },
  };
}

/** Each differs from those before it in class or place. */
function alternativesTo(best: Hypothesis, found: readonly Hypothesis[]): Hypothesis[] {
  const chosen = [best];
  for (const other of found) {
    if (chosen.length > MOST_ALTERNATIVES) break;
    if (
      chosen.every(
        (known) =>
          other.prior !== known.prior || outlineOverlap(boxCorners(other.box), boxCorners(known.box)) < 0.7,
      )
    )
      chosen.push(other);
  }
  return chosen.slice(1);
}
