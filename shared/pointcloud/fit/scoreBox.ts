import type { Polygon } from '../../geometry/polygon.ts';
import type { Point2 } from '../../geometry/point2.ts';
import { boxCorners, insideBox, type GroundBox } from './boxOnGround.ts';
import { spreadOf, type ClassPrior } from './classPrior.ts';
import { explain, shareOutside, type SomePillars } from './explainPillars.ts';
import type { Pillars } from './pillars.ts';
import type { Sightlines } from './sightlines.ts';

/** What is known about a place where a box may stand. All from the origin of the pillars. */
export interface Evidence {
  readonly all: SomePillars;
  readonly sight: Sightlines;
  readonly sensor: Point2;
  /** Where a person clicked; undefined: in a drawn rectangle, anywhere. */
  readonly click: Point2 | undefined;
  /** What a person drew round the object, of positive signed area. */
  readonly drawn: Polygon | undefined;
}

/** How well a box explains what was seen: each a cost but for `edges` and `inside`. */
export interface BoxScore {
  /** Weighted sum; the lower the likelier. */
  readonly cost: number;
  /** Pillars inside. */
  readonly inside: number;
  /** Share of them close to a side that faces the sensor. */
  readonly edges: number;
  /** Pillars just outside, for each inside. */
  readonly ring: number;
  /** Share of the group that the box came from outside it. */
  readonly left: number;
  /** Share of the box that the lidar looked through. */
  readonly free: number;
  readonly size: number;
  readonly click: number;
  readonly drawn: number;
}

/** Found by trying on synthetic streets; what is known to be free weighs most, for it is not a matter of likelihood. */
const WEIGHTS = {
  height: 0.5,
  near: 4,
  rare: 1.2,
  edges: 4,
  ring: 3,
  left: 3,
  free: 14,
  size: 1,
  click: 1,
  drawn: 1,
  inside: 0.8,
};

/** There are more cars than people and cones (metres of length). */
const SMALL_METRES = 2.5;

/** Undefined where it is clear without looking at points that the cost would be above `limit`. */
export function scoreBox(
  box: GroundBox,
  prior: ClassPrior,
  group: Pillars,
  { all, sight, sensor, click, drawn }: Evidence,
  limit = Infinity,
): BoxScore | undefined {
  const w = WEIGHTS;
  const size = sizeCost(box, prior);
  const clickCost = click === undefined ? 0 : costOfClick(box, click);
  const drawnCost = drawn === undefined ? 0 : costOfDrawn(box, drawn);
  const known = w.size * size + w.click * clickCost + w.drawn * drawnCost;
  if (known - w.edges - w.inside * Math.log(1 + all.count * all.each) > limit) return undefined;
  const { inside, edges, ring, top, near } = explain(box, all, insideBox(box, sensor));
  const seen =
    known +
    w.height * heightCost(top, prior) +
    w.near * (click === undefined ? 0 : near) +
    w.rare * (prior.size[0] < SMALL_METRES ? 1 : 0) +
    w.ring * ring -
    w.edges * edges -
    w.inside * Math.log(1 + inside);
  if (seen > limit) return undefined;
  const left = shareOutside(box, group);
  const free = shareFree(box, sight);
  const cost = seen + w.left * left + w.free * free;
  return { cost, inside, edges, ring, left, free, size, click: clickCost, drawn: drawnCost };
}

/** Of places in the box, not too near its sides: what the corners of a real body leave free is not counted. */
function shareFree(box: GroundBox, { isFree }: Sightlines): number {
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  const margin = Math.min(0.2, box.width / 6);
  const reachU = box.length / 2 - margin;
  const reachV = box.width / 2 - margin;
  const stepsU = Math.max(2, Math.min(16, Math.ceil((2 * reachU) / 0.3)));
  const stepsV = Math.max(2, Math.min(8, Math.ceil((2 * reachV) / 0.3)));
  let free = 0;
  for (let i = 0; i < stepsU; i++) {
    const u = reachU * ((2 * i) / (stepsU - 1) - 1);
    for (let j = 0; j < stepsV; j++) {
      const v = reachV * ((2 * j) / (stepsV - 1) - 1);
      if (isFree(box.x + u * cos - v * sin, box.y + u * sin + v * cos)) free += 1;
    }
  }
  return free / (stepsU * stepsV);
}

function sizeCost({ length, width }: GroundBox, prior: ClassPrior): number {
  const [spreadL, spreadW] = spreadOf(prior);
  const l = Math.log(length / prior.size[0]) / spreadL;
  const w = Math.log(width / prior.size[1]) / spreadW;
  // Beyond four deviations it is simply wrong.
  return Math.min(8, (l * l) / 2) + Math.min(8, (w * w) / 2);
}

/** Of the highest point. Tops are often not seen, and nothing is higher than it is. */
function heightCost(top: number, { size: [, , height] }: ClassPrior): number {
  const off = (top - height) / (height * (top > height ? 0.15 : 0.3));
  return Math.min(8, (off * off) / 2);
}

/** People click near the middle of what they mean, or else somewhere on it. */
function costOfClick(box: GroundBox, click: Point2): number {
  const [u, v] = insideBox(box, click);
  const outU = Math.max(0, Math.abs(u) - box.length / 2);
  const outV = Math.max(0, Math.abs(v) - box.width / 2);
  const middle = Math.exp(-(u * u + v * v) / (2 * 0.45 * 0.45));
  const somewhere = Math.exp(-(outU * outU + outV * outV) / (2 * 0.25 * 0.25));
  // Of a large thing there is more to click on, so that one place on it is less likely.
  const share = 0.12 * Math.min(6, 8 / (box.length * box.width));
  return -Math.log(0.8 * middle + share * somewhere + 1e-5);
}

/** People draw round the whole object with some room: for each side of what was drawn, how far off that is. */
function costOfDrawn(box: GroundBox, drawn: Polygon): number {
  const corners = boxCorners(box);
  let cost = 0;
  drawn.forEach((from, i) => {
    const to = drawn[(i + 1) % drawn.length]!;
    const side = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (side < 1e-6) return;
    const nx = (to[1] - from[1]) / side;
    const ny = (from[0] - to[0]) / side;
    const room = Math.min(...corners.map(([x, y]) => (from[0] - x) * nx + (from[1] - y) * ny));
    const off = (room - 0.2) / (room < 0.2 ? 0.2 : 0.4);
    cost += Math.min(6, (off * off) / 2);
  });
  return cost;
}
