import type { Point2 } from '../../geometry/point2.ts';
import { thinPillars, type Pillars } from './pillars.ts';

const DEGREE = Math.PI / 180;
const STEP = 2;
const NEAREST = 0.03;
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
  for (const [score, peaks] of [
    [closeness, most - 1],
    [tightness, 1],
  ] as const) {
    const values = Array.from({ length: 90 / STEP }, (_, i) => score(sample, sensor, i * STEP * DEGREE));
    const order = values
      .map((value, i) => ({ value, i }))
      .filter(({ value, i }) => {
        const before = values.at(i - 1)!;
        const after = values[(i + 1) % values.length]!;
        return value >= before && value >= after;
      })
      .sort((a, b) => b.value - a.value || a.i - b.i);
    for (const { i } of order.slice(0, peaks))
      add(refine((angle) => score(sample, sensor, angle), i * STEP * DEGREE));
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

/** Distances to the nearest seen edge of the rectangle at an angle, handed to `visit`. */
function forEachDistance(
  { x, y }: Pillars,
  sensor: Point2,
  angle: number,
  visit: (toU: number, toV: number) => void,
): void {
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
  const sensorU = cos * sensor[0] + sin * sensor[1];
  const sensorV = cos * sensor[1] - sin * sensor[0];
  for (let i = 0; i < x.length; i++) {
    const u = cos * x[i]! + sin * y[i]!;
    const v = cos * y[i]! - sin * x[i]!;
    visit(toSeenEdge(u, minU, maxU, sensorU), toSeenEdge(v, minV, maxV, sensorV));
  }
}

/** Of the two edges across one axis, the one that faces the sensor; none when it stands between them. */
function toSeenEdge(at: number, min: number, max: number, sensor: number): number {
  if (sensor < min) return at - min;
  return sensor > max ? max - at : Infinity;
}

function closeness(sample: Pillars, sensor: Point2, angle: number): number {
  let sum = 0;
  forEachDistance(sample, sensor, angle, (toU, toV) => {
    sum += 1 / Math.max(NEAREST, Math.min(toU, toV));
  });
  return sum;
}

/** Minus the mean square distance from the edges, those beyond 0.4 m (roofs) all alike. */
function tightness(sample: Pillars, sensor: Point2, angle: number): number {
  let sum = 0;
  forEachDistance(sample, sensor, angle, (toU, toV) => {
    sum -= Math.min(0.4, toU, toV) ** 2;
  });
  return sum;
}
