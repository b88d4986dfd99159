import type { Point2 } from '../geometry/point2.ts';

/** Points closer to an edge than this count alike: it is about the noise of a lidar (metres). */
const NEAREST = 0.02;

/** Points beyond this change the best angle by less than the refinement step. */
const MOST_POINTS = 600;

/**
 * Direction in [0, π/2) along which the points, seen from above, form the corner of a rectangle: of all angles the one
 * whose bounding rectangle has the most points close to its edges (Zhang, Xu, Dong and Dolan 2017, "Efficient L-shape
 * fitting for vehicle detection using laser scanners", closeness criterion). 1° steps, then 0.1° around the best.
 * `sensor` is where the points were seen from: edges turned away from it have no points of their own and do not count.
 * `weight` of an angle says how likely it is for other reasons; with few points it decides.
 */
export function lShapeAngle(
  points: readonly Point2[],
  sensor: Point2,
  weight: (angle: number) => number = () => 1,
): number {
  const sample = points.length > MOST_POINTS ? everyNth(points, MOST_POINTS) : points;
  const degree = Math.PI / 180;
  const score = (angle: number): number => closeness(sample, sensor, angle) * weight(angle);
  let best = bestAngle(score, 0, degree, 90);
  best = bestAngle(score, best - degree, degree / 10, 21);
  return best < 0 ? best + Math.PI / 2 : best % (Math.PI / 2);
}

function bestAngle(score: (angle: number) => number, from: number, step: number, steps: number): number {
  let best = from;
  let highest = -Infinity;
  for (let i = 0; i < steps; i++) {
    const angle = from + i * step;
    const value = score(angle);
    if (value > highest) {
      highest = value;
      best = angle;
    }
  }
  return best;
}

/** Sum over the points of one over the distance to the nearest edge of their rectangle at that angle. */
function closeness(points: readonly Point2[], sensor: Point2, angle: number): number {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let minU = Infinity;
  let maxU = -Infinity;
  let minV = Infinity;
  let maxV = -Infinity;
  for (const [x, y] of points) {
    const u = cos * x + sin * y;
    const v = cos * y - sin * x;
    if (u < minU) minU = u;
    if (u > maxU) maxU = u;
    if (v < minV) minV = v;
    if (v > maxV) maxV = v;
  }
  const sensorU = cos * sensor[0] + sin * sensor[1];
  const sensorV = cos * sensor[1] - sin * sensor[0];
  let sum = 0;
  for (const [x, y] of points) {
    const u = cos * x + sin * y;
    const v = cos * y - sin * x;
    const distanceU = distanceToSeenEdge(u, minU, maxU, sensorU);
    const distanceV = distanceToSeenEdge(v, minV, maxV, sensorV);
    sum += 1 / Math.max(NEAREST, Math.min(distanceU, distanceV));
  }
  return sum;
}

/** Of the two edges across one axis, those that face the sensor; none when it stands between them. */
function distanceToSeenEdge(at: number, min: number, max: number, sensor: number): number {
  if (sensor < min) return at - min;
  return sensor > max ? max - at : Infinity;
}

function everyNth(points: readonly Point2[], count: number): Point2[] {
  const step = points.length / count;
  return Array.from({ length: count }, (_, i) => points[Math.floor(i * step)]!);
}
