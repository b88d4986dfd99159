import type { Point2 } from '../geometry/point2.ts';
import type { Polygon } from '../geometry/polygon.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { RaisedPoint } from './footprintPoints.ts';
import { lShapeAngle } from './lShape.ts';
import { quantile } from './percentile.ts';

/** Seen from above: label frame, metres, radians; the length lies along the yaw. */
export interface OrientedRectangle {
  readonly centre: Point2;
  readonly yaw: number;
  readonly length: number;
  readonly width: number;
}

/** What is known besides the points. */
export interface FitView {
  readonly sensor: Vec3;
  readonly classSize: Vec3;
  readonly headingHint: number | undefined;
}

/** Hidden faces are put at most this far outside the drawn rectangle (metres). */
const MARGIN = 0.5;

/** No side is thinner: one flat face seen from straight ahead has no depth of its own (metres). */
const THINNEST = 0.1;

interface Range {
  readonly low: number;
  readonly high: number;
}

/** The rectangle of the points of one object, at least eight of them. */
export function fitRectangle(
  points: readonly RaisedPoint[],
  footprint: Polygon,
  view: FitView,
): OrientedRectangle {
  const { sensor, classSize } = view;
  // About a point nearby, so that map coordinates in the millions cost no precision.
  const origin = footprint[0]!;
  const local = points.map((p): Point2 => [p.x - origin[0], p.y - origin[1]]);
  const drawn = footprint.map((p): Point2 => [p[0] - origin[0], p[1] - origin[1]]);
  const sensorLocal: Point2 = [sensor[0] - origin[0], sensor[1] - origin[1]];
  const angle = lShapeAngle(
    local,
    sensorLocal,
    (candidate) => 1 / (1 + overflow(drawn, candidate, classSize)),
  );
  const axis = chooseLengthAxis(angle, local, drawn, view);
  const along = completeRange(
    seenRange(local, axis),
    classSize[0],
    coordinate(sensorLocal, axis),
    rangeOf(drawn, axis),
  );
  const across = completeRange(
    seenRange(local, axis + Math.PI / 2),
    classSize[1],
    coordinate(sensorLocal, axis + Math.PI / 2),
    rangeOf(drawn, axis + Math.PI / 2),
  );
  const u = (along.low + along.high) / 2;
  const v = (across.low + across.high) / 2;
  const centre: Point2 = [
    origin[0] + u * Math.cos(axis) - v * Math.sin(axis),
    origin[1] + u * Math.sin(axis) + v * Math.cos(axis),
  ];
  return {
    centre,
    yaw: chooseDirection(axis, centre, view),
    length: along.high - along.low,
    width: across.high - across.low,
  };
}

/** The class's size in the middle of the drawn rectangle, along its longer side. */
export function footprintRectangle(footprint: Polygon, view: FitView): OrientedRectangle {
  const count = Math.max(1, footprint.length);
  const centre: Point2 = [
    footprint.reduce((sum, p) => sum + p[0], 0) / count,
    footprint.reduce((sum, p) => sum + p[1], 0) / count,
  ];
  let yaw = 0;
  let longest = 0;
  footprint.forEach((from, i) => {
    const to = footprint[(i + 1) % count]!;
    const side = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (side > longest * 1.001) {
      longest = side;
      yaw = Math.atan2(to[1] - from[1], to[0] - from[0]);
    }
  });
  const [length, width] = view.classSize;
  return { centre, yaw: chooseDirection(yaw, centre, view), length, width };
}

/**
 * How far a cuboid of the class would stick out of the drawn rectangle at that angle, lengthwise or crosswise, metres.
 * People draw round the whole object: an angle at which it would not fit is unlikely.
 */
function overflow(drawn: readonly Point2[], angle: number, classSize: Vec3): number {
  const stickOut = (axis: number): number => {
    let sum = 0;
    drawn.forEach((from, i) => {
      const to = drawn[(i + 1) % drawn.length]!;
      const side = Math.atan2(to[1] - from[1], to[0] - from[0]);
      const needed =
        classSize[0] * Math.abs(Math.cos(axis - side)) + classSize[1] * Math.abs(Math.sin(axis - side));
      sum += Math.max(0, needed - extent(rangeOf(drawn, side))) / 2;
    });
    return sum;
  };
  return Math.min(stickOut(angle), stickOut(angle + Math.PI / 2));
}

/**
 * Which of the shape's two axes is the length: the one that explains the seen extents better, so that a car seen only
 * from behind (1.8 m wide, 0.3 m deep) does not become a car across the road.
 */
function chooseLengthAxis(
  angle: number,
  points: readonly Point2[],
  drawn: readonly Point2[],
  { classSize, headingHint }: FitView,
): number {
  const candidates = [angle, angle + Math.PI / 2];
  const costs = candidates.map((axis) => {
    const other = axis + Math.PI / 2;
    const drawnRatio = extent(rangeOf(drawn, axis)) / Math.max(THINNEST, extent(rangeOf(drawn, other)));
    const hint = headingHint === undefined ? 0 : 1 - Math.abs(Math.cos(headingHint - axis));
    return (
      mismatch(extent(seenRange(points, axis)), classSize[0]) +
      mismatch(extent(seenRange(points, other)), classSize[1]) +
      0.3 * Math.abs(Math.log((drawnRatio * classSize[1]) / classSize[0])) +
      0.5 * hint
    );
  });
  return costs[1]! < costs[0]! ? candidates[1]! : candidates[0]!;
}

/** Seeing less than there is, is common; more than there is, hardly possible. */
function mismatch(seen: number, expected: number): number {
  const ratio = seen / expected;
  return ratio > 1 ? 2 * (ratio - 1) : 0.5 * (1 - ratio);
}

/**
 * The full range along one axis: what is seen, carried on to the class's size at the end turned away from the sensor
 * (at both ends where the sensor stands beside the object), within reach of the drawn rectangle.
 */
function completeRange(seen: Range, expected: number, sensor: number, drawn: Range): Range {
  const missing = Math.max(0, expected - extent(seen));
  const share = sensor < seen.low ? 0 : sensor > seen.high ? 1 : 0.5;
  const low = Math.max(seen.low - missing * share, Math.min(seen.low, drawn.low - MARGIN));
  const high = Math.min(seen.high + missing * (1 - share), Math.max(seen.high, drawn.high + MARGIN));
  const lacking = Math.max(0, THINNEST - (high - low));
  return { low: low - lacking * share, high: high + lacking * (1 - share) };
}

/**
 * Of the two directions along the length: the one nearer the hint; without one, the one that points away from the
 * sensor, as traffic ahead mostly does.
 */
function chooseDirection(axis: number, centre: Point2, { sensor, headingHint }: FitView): number {
  const preferred = headingHint ?? Math.atan2(centre[1] - sensor[1], centre[0] - sensor[0]);
  return Math.cos(preferred - axis) >= 0 ? axis : axis + Math.PI;
}

/** Without the outermost hundredth at each end: mirrors, aerials, spray. */
function seenRange(points: readonly Point2[], axis: number): Range {
  const sorted = Float64Array.from(points, (point) => coordinate(point, axis)).sort();
  return { low: quantile(sorted, 0.01), high: quantile(sorted, 0.99) };
}

function rangeOf(points: readonly Point2[], axis: number): Range {
  const coordinates = points.map((point) => coordinate(point, axis));
  return { low: Math.min(...coordinates), high: Math.max(...coordinates) };
}

function coordinate([x, y]: Point2, axis: number): number {
  return x * Math.cos(axis) + y * Math.sin(axis);
}

function extent({ low, high }: Range): number {
  return high - low;
}
