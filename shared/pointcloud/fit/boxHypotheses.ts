import type { Point2 } from '../../geometry/point2.ts';
import { boxOfRanges, type GroundBox, type Range } from './boxOnGround.ts';
import type { ClassPrior } from './classPrior.ts';
import type { Pillars } from './pillars.ts';

/** No side is thinner: one flat face seen from straight ahead has no depth of its own (metres). */
const THINNEST = 0.1;

const BINS = 400;

/** A group so many times as long as the class is more than one thing. */
const MERGED = 1.35;

/** Where stretches of such a group may lie, from the place that was clicked; metres. */
const WINDOWS = [0, 0.2, -0.2, 0.45, -0.45];

/** Without the outermost hundredth of the points at each end: mirrors, aerials, spray. */
const TRIMMED = 0.008;

/**
 * The boxes that a group of pillars may be a part of at a yaw: as long and as wide as seen, or carried on to the class's
 * size at one end, at the other or at both, for what is hidden cannot be told from the group alone.
 */
export function boxHypotheses(
  group: Pillars,
  yaw: number,
  prior: ClassPrior,
  sensor: Point2,
  click: Point2 | undefined,
): GroundBox[] {
  const along = completions(group, yaw, prior.size[0], sensor, click);
  const across = completions(group, yaw + Math.PI / 2, prior.size[1], sensor, click);
  return along.flatMap((u) => across.map((v) => boxOfRanges(yaw, u, v)));
}

function completions(
  group: Pillars,
  axis: number,
  typical: number,
  sensor: Point2,
  click: Point2 | undefined,
): Range[] {
  const seen = seenRange(group, axis);
  const extent = seen.high - seen.low;
  if (extent > typical * MERGED)
    return windows(seen, typical, click === undefined ? 0 : coordinate(click, axis));
  const options: Range[] = extent >= THINNEST ? [seen] : [];
  const share = sensorShare(seen, coordinate(sensor, axis));
  // A person clicks near the middle: that tells a little about the length of what is half hidden.
  const middle = click === undefined ? undefined : coordinate(click, axis);
  for (const lowShare of new Set([share, 0, 1, 0.5])) {
    const length = Math.max(THINNEST, likelyLength(seen, lowShare, typical, middle));
    const missing = length - extent;
    if (missing > 0.02) {
      options.push({ low: seen.low - missing * lowShare, high: seen.high + missing * (1 - lowShare) });
    }
  }
  return options.length > 0 ? options : [{ low: seen.low - THINNEST / 2, high: seen.high + THINNEST / 2 }];
}

/** Of a group that is too long, such as cars that touch: stretches as long as the class about the place. */
function windows(seen: Range, typical: number, middle: number): Range[] {
  const half = typical / 2;
  const first = Math.max(seen.low + half, Math.min(seen.high - half, middle));
  return WINDOWS.map((off) => ({ low: first + off - half, high: first + off + half }));
}

/** The share of what is missing that lies at the lower end, when hidden is what is turned away from the sensor. */
function sensorShare(seen: Range, sensor: number): number {
  if (sensor < seen.low) return 0;
  return sensor > seen.high ? 1 : 0.5;
}

function likelyLength(seen: Range, lowShare: number, typical: number, middle: number | undefined): number {
  if (middle === undefined || lowShare === 0.5) return typical;
  const told = 2 * (lowShare === 0 ? middle - seen.low : seen.high - middle);
  return Math.abs(told - typical) < 0.3 * typical ? 0.75 * typical + 0.25 * told : typical;
}

/** From where to where the pillars reach along an axis; found in bins, which for hundreds of axes is quicker than sorting. */
function seenRange({ count, x, y, points }: Pillars, axis: number): Range {
  const [cos, sin] = [Math.cos(axis), Math.sin(axis)];
  let [low, high, total] = [Infinity, -Infinity, 0];
  for (let i = 0; i < count; i++) {
    const at = x[i]! * cos + y[i]! * sin;
    if (at < low) low = at;
    if (at > high) high = at;
    total += points[i]!;
  }
  const width = Math.max(1e-6, (high - low) / BINS);
  const weights = new Float64Array(BINS + 1);
  for (let i = 0; i < count; i++) {
    weights[Math.floor((x[i]! * cos + y[i]! * sin - low) / width)]! += points[i]!;
  }
  let [first, last] = [0, BINS];
  for (let sum = weights[0]!; sum <= TRIMMED * total; sum += weights[first]!) first++;
  for (let sum = weights[BINS]!; sum <= TRIMMED * total; sum += weights[last]!) last--;
  return { low: low + first * width, high: Math.min(high, low + (last + 1) * width) };
}

function coordinate([x, y]: Point2, axis: number): number {
  return x * Math.cos(axis) + y * Math.sin(axis);
}
