import type { Polygon } from '../../geometry/polygon.ts';
import type { Point2 } from '../../geometry/point2.ts';
import { boxCorners, insideBox, type GroundBox } from './boxOnGround.ts';
import { spreadOf, type ClassPrior } from './classPrior.ts';
import type { Pillars } from './pillars.ts';
import type { Sightlines } from './sightlines.ts';

/** What is known about a place where a box may stand. All from the origin of the pillars. */
export interface Evidence {
  /** All raised pillars about the click. */
  readonly all: Pillars;
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

export const WEIGHTS = {
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
  if (known - w.edges - w.inside * Math.log(1 + all.count) > limit) return undefined;
  const { inside, edges, ring, top } = sides(box, all, insideBox(box, sensor));
  const left = shareOutside(box, group);
  const free = shareFree(box, sight);
  const height = heightCost(top, prior);
  const near = click === undefined ? 0 : shareNear(box, all, click);
  const rare = prior.size[0] < 2.5 ? 1 : 0;
  const cost =
    known +
    w.height * height +
    w.near * near +
    w.rare * rare +
    w.ring * ring +
    w.left * left +
    w.free * free -
    w.edges * edges -
    w.inside * Math.log(1 + inside);
  return { cost, inside, edges, ring, left, free, size, click: clickCost, drawn: drawnCost };
}

/** Points of a side lie within this of it: rounded corners, noise, mirrors. */
const SIDE = 0.12;
const RING = 0.4;

function sides(box: GroundBox, { count, x, y, top }: Pillars, sensor: Point2) {
  const halfU = box.length / 2;
  const halfV = box.width / 2;
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  let [inside, edges, ring, highest] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const dx = x[i]! - box.x;
    const dy = y[i]! - box.y;
    const u = dx * cos + dy * sin;
    const v = dy * cos - dx * sin;
    const out = Math.max(Math.abs(u) - halfU, Math.abs(v) - halfV);
    if (out < SIDE / 2) {
      inside += 1;
      highest = Math.max(highest, top[i]!);
      const toU = Math.abs(sensor[0]) > halfU ? halfU - u * Math.sign(sensor[0]) : Infinity;
      const toV = Math.abs(sensor[1]) > halfV ? halfV - v * Math.sign(sensor[1]) : Infinity;
      const near = Math.min(Math.abs(toU), Math.abs(toV)) / SIDE;
      edges += 1 / (1 + near * near);
    } else if (out < RING) {
      ring += 1;
    }
  }
  return { inside, edges: edges / (inside + 2), ring: ring / (inside + 5), top: highest };
}

/** Of the pillars close to a click, the share that the box does not explain. */
function shareNear(box: GroundBox, { count, x, y }: Pillars, click: Point2): number {
  let [near, outside] = [0, 0];
  for (let i = 0; i < count; i++) {
    const dx = x[i]! - click[0];
    const dy = y[i]! - click[1];
    if (dx * dx + dy * dy > 1) continue;
    near += 1;
    const [u, v] = insideBox(box, [x[i]!, y[i]!]);
    if (Math.abs(u) > box.length / 2 + SIDE || Math.abs(v) > box.width / 2 + SIDE) outside += 1;
  }
  return outside / (near + 5);
}

function shareOutside(box: GroundBox, { count, x, y }: Pillars): number {
  let outside = 0;
  for (let i = 0; i < count; i++) {
    const [u, v] = insideBox(box, [x[i]!, y[i]!]);
    if (Math.abs(u) > box.length / 2 + SIDE || Math.abs(v) > box.width / 2 + SIDE) outside += 1;
  }
  return outside / Math.max(1, count);
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
