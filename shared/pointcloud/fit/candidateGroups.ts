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

/**
 * Groups of pillars that may be the object about the origin, or the seen part of it: by several measures of what hangs
 * together, since one joins a car with the wall behind it and another falls apart at every window. Of groups that go on
 * farther than the object could, also the part that is near.
 *
 * @param radius how far from the click points of the object may lie, metres
 */
export function candidateGroups(all: Pillars, sensor: Point2, radius: number): Pillars[] {
  const reach = Math.max(REACH_METRES, REACH_SHARE * Math.hypot(sensor[0], sensor[1]));
  const known = new Set<string>();
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
        const key = `${kept.length} ${kept[0]} ${kept.at(-1)} ${kept.reduce((sum, i) => sum + i, 0)}`;
        if (kept.length < FEWEST_PILLARS || known.has(key)) continue;
        known.add(key);
        groups.push(selectPillars(all, kept));
      }
    }
  }
  return groups;
}
