import type { Point2 } from '../../geometry/point2.ts';
import { clusterPillars } from './clusterPillars.ts';
import { selectPillars, type Pillars } from './pillars.ts';

/** Neighbouring beams are up to 0.4° apart, and bumpers are seen before bonnets. */
const REACH_METRES = 0.3;
const REACH_SHARE = 0.008;

/** From what only a strict eye keeps apart to what only a generous one joins. */
const SCALES = [0.6, 1, 1.6, 2.6];

/** Of each scale, so many nearest to the click, and so many of the largest: roofs fall into bits that lie nearer. */
const NEAREST = 3;
const LARGEST = 2;

const FEWEST_PILLARS = 3;

/** Groups that differ by less lead to the same boxes. */
const ALIKE_SHARE = 0.03;
const ALIKE_METRES = 0.05;

/**
 * Groups of pillars that may be the object about the origin, or the seen part of it: by several measures of what hangs
 * together, since one joins a car with the wall behind it and another falls apart at every window. Of groups that go on
 * farther than the object could, also the part that is near.
 *
 * @param radius how far from the click points of the object may lie, metres
 */
export function candidateGroups(all: Pillars, sensor: Point2, radius: number): Pillars[] {
  const reach = Math.max(REACH_METRES, REACH_SHARE * Math.hypot(sensor[0], sensor[1]));
  const known: Shape[] = [];
  const groups: Pillars[] = [];
  const distanceOf = (i: number): number => Math.hypot(all.x[i]!, all.y[i]!);
  for (const scale of SCALES) {
    const near = clusterPillars(all, reach * scale)
      .map((indices) => ({
        indices,
        distance: indices.reduce((d, i) => Math.min(d, distanceOf(i)), Infinity),
      }))
      .filter(({ indices, distance }) => indices.length >= FEWEST_PILLARS && distance < radius)
      .sort((a, b) => a.distance - b.distance);
    const large = near.slice(NEAREST).sort((a, b) => b.indices.length - a.indices.length);
    for (const { indices } of [...near.slice(0, NEAREST), ...large.slice(0, LARGEST)]) {
      for (const kept of [indices.filter((i) => distanceOf(i) < radius + 0.5), indices]) {
        const shape = shapeOf(all, kept);
        if (kept.length < FEWEST_PILLARS || known.some((other) => isAlike(shape, other))) continue;
        known.push(shape);
        groups.push(selectPillars(all, kept));
      }
    }
  }
  return groups;
}

/** What tells a group from another: the measures often differ in a few stray pillars only. */
interface Shape {
  readonly count: number;
  /** Lowest and highest x, lowest and highest y, metres. */
  readonly bounds: readonly [number, number, number, number];
}

function shapeOf({ x, y }: Pillars, indices: readonly number[]): Shape {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const i of indices) {
    if (x[i]! < minX) minX = x[i]!;
    if (x[i]! > maxX) maxX = x[i]!;
    if (y[i]! < minY) minY = y[i]!;
    if (y[i]! > maxY) maxY = y[i]!;
  }
  return { count: indices.length, bounds: [minX, maxX, minY, maxY] };
}

function isAlike(a: Shape, b: Shape): boolean {
  return (
    Math.abs(a.count - b.count) <= ALIKE_SHARE * b.count &&
    a.bounds.every((bound, i) => Math.abs(bound - b.bounds[i]!) < ALIKE_METRES)
  );
}
