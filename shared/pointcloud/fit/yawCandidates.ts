import type { Point2 } from '../../geometry/point2.ts';
import { thinPillars, type Pillars } from './pillars.ts';

const DEGREE = Math.PI / 180;
const STEP = 2;
const NEAREST = 0.03;
const FARTHEST = 0.4;
const MOST = 300;

/**
 * Directions in [0, π/2) along which the pillars may form the corner of a rectangle, the likeliest first: peaks of the
 * closeness criterion and of the variance criterion (Zhang, Xu, Dong and Dolan 2017, "Efficient L-shape fitting for
 * vehicle detection using laser scanners"), each made finer about its peak. Only sides turned to the sensor count.
 */
export function yawCandidates(pillars: Pillars, sensor: Point2, most: number): number[] {
  const sample = thinPillars(pillars, MOST);
  const found: number[] = [];
  const add = (angle: number): void => {
    const folded = ((angle % (Math.PI / 2)) + Math.PI / 2) % (Math.PI / 2);
    if (found.every((other) => apart(folded, other) > 1.5 * DEGREE)) found.push(folded);
  };
  const values = Array.from({ length: 90 / STEP }, (_, i) => lShape(sample, sensor, i * STEP * DEGREE));
  for (const [criterion, peaks] of [
    ['closeness', most - 1],
    ['tightness', 1],
  ] as const) {
    const order = values
      .map((value, i) => ({ value: value[criterion], i }))
      .filter(({ value, i }) => {
        const before = values.at(i - 1)![criterion];
        const after = values[(i + 1) % values.length]![criterion];
        return value >= before && value >= after;
      })
      .sort((a, b) => b.value - a.value || a.i - b.i);
    for (const { i } of order.slice(0, peaks))
      add(refine((angle) => lShape(sample, sensor, angle)[criterion], i * STEP * DEGREE));
  }
  return found;
}

/** Of angles that mean the same every 90°. */
function apart(a: number, b: number): number {
  const difference = Math.abs(a - b) % (Math.PI / 2);
  return Math.min(difference, Math.PI / 2 - difference);
}

function refine(score: (angle: number) => number, about: number): number {
  let best = about;
  let highest = -Infinity;
  for (let step = -8; step <= 8; step++) {
    const angle = about + (step * DEGREE) / 4;
    const value = score(angle);
    if (value > highest) {
      highest = value;
      best = angle;
    }
  }
  return best;
}

interface LShape {
  readonly closeness: number;
  /** Minus the sum of square distances from the edges, those beyond 0.4 m (roofs) all alike. */
  readonly tightness: number;
}

/** How close the pillars are to the seen edges of the rectangle round them at an angle. */
function lShape({ x, y }: Pillars, sensor: Point2, angle: number): LShape {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    const u = cos * x[i]! + sin * y[i]!;
    const v = cos * y[i]! - sin * x[i]!;
    if (u < minU) minU = u;
    if (u > maxU) maxU = u;
    if (v < minV) minV = v;
    if (v > maxV) maxV = v;
  }
  const fromU = seenEdge(minU, maxU, cos * sensor[0] + sin * sensor[1]);
  const fromV = seenEdge(minV, maxV, cos * sensor[1] - sin * sensor[0]);
  let [closeness, tightness] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const toU = Math.abs(cos * x[i]! + sin * y[i]! - fromU);
    const toV = Math.abs(cos * y[i]! - sin * x[i]! - fromV);
    const nearest = Math.min(toU, toV);
    closeness += 1 / Math.max(NEAREST, nearest);
    const squared = Math.min(FARTHEST, nearest) ** 2;
    tightness -= squared;
  }
  return { closeness, tightness };
}

/** Of the two edges across one axis, the one that faces the sensor; infinitely far when it stands between them. */
function seenEdge(min: number, max: number, sensor: number): number {
  if (sensor < min) return min;
  return sensor > max ? max : Infinity;
}
