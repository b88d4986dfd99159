import type { Vec3 } from '../../geometry/vec3.ts';
import { convexContains, type Polygon } from '../../geometry/polygon.ts';
import { forEachRun } from '../bucketGrid.ts';
import type { PointCloud } from '../cloud.ts';
import { groundHeightAt, type GroundGrid } from '../ground.ts';

/**
 * Raised points near a place, gathered into upright pillars: squares seen from above with what stands in them. A side
 * of a car is hit by many beams one above the other; as pillars they count alike near and far. Metres, x and y from
 * `origin` in the label frame, heights above the local ground.
 */
export interface Pillars {
  readonly origin: Vec3;
  readonly count: number;
  /** Mean of the points. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Highest point. */
  readonly top: Float64Array;
  /** 1 where it goes on above the area's highest: a wall, not a car. */
  readonly tall: Uint8Array;
  /** Points in it. */
  readonly points: Float64Array;
}

export interface PillarArea {
  readonly at: Vec3;
  readonly radius: number;
  /** Heights above the local ground. */
  readonly low: number;
  readonly high: number;
  /** Only points over it. */
  readonly within?: Polygon | undefined;
}

export const PILLAR_METRES = 0.1;

/** A pillar is tall with a point in so much above the area's highest; farther up, crowns of trees hang over cars. */
const ABOVE = 0.8;

/** The pillars of an area, in the order of the grid's cells and so always the same. */
export function gatherPillars(cloud: PointCloud, ground: GroundGrid, area: PillarArea): Pillars {
  const { at, radius, low, high, within } = area;
  const across = Math.ceil((2 * radius) / PILLAR_METRES) + 1;
  const places = new Int32Array(across * across).fill(-1);
  const [x, y, top, points]: number[][] = [[], [], [], []];
  const above: number[] = [];
  const reach = { minX: at[0] - radius, maxX: at[0] + radius, minY: at[1] - radius, maxY: at[1] + radius };
  forEachRun(cloud.grid, reach, (from, to) => {
    for (let i = from; i < to; i++) {
      const dx = cloud.x[i]! - at[0];
      const dy = cloud.y[i]! - at[1];
      if (dx * dx + dy * dy > radius * radius) continue;
      const height = cloud.z[i]! - groundHeightAt(ground, cloud.x[i]!, cloud.y[i]!);
      if (height < low || height > high + ABOVE) continue;
      if (within !== undefined && !convexContains(within, [cloud.x[i]!, cloud.y[i]!])) continue;
      const cell =
        Math.floor((dy + radius) / PILLAR_METRES) * across + Math.floor((dx + radius) / PILLAR_METRES);
      if (height > high) {
        above.push(cell);
        continue;
      }
      let pillar = places[cell]!;
      if (pillar < 0) {
        pillar = x!.length;
        places[cell] = pillar;
        x!.push(0);
        y!.push(0);
        top!.push(0);
        points!.push(0);
      }
      x![pillar]! += dx;
      y![pillar]! += dy;
      top![pillar] = Math.max(top![pillar]!, height);
      points![pillar]! += 1;
    }
  });
  const tall = new Uint8Array(x!.length);
  for (const cell of above) if (places[cell]! >= 0) tall[places[cell]!] = 1;
  return {
    origin: at,
    count: x!.length,
    x: Float64Array.from(x!, (sum, i) => sum / points![i]!),
    y: Float64Array.from(y!, (sum, i) => sum / points![i]!),
    top: Float64Array.from(top!),
    tall,
    points: Float64Array.from(points!),
  };
}

/** Some of the pillars, by index. */
export function selectPillars(pillars: Pillars, indices: readonly number[]): Pillars {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(indices, (i) => column[i]!);
  return {
    origin: pillars.origin,
    count: indices.length,
    x: pick(pillars.x),
    y: pick(pillars.y),
    top: pick(pillars.top),
    tall: Uint8Array.from(indices, (i) => pillars.tall[i]!),
    points: pick(pillars.points),
  };
}

/** At most so many of the pillars, evenly from all. */
export function thinPillars(pillars: Pillars, most: number): Pillars {
  if (pillars.count <= most) return pillars;
  const step = pillars.count / most;
  return selectPillars(
    pillars,
    Array.from({ length: most }, (_, i) => Math.floor(i * step)),
  );
}

export function pointsOf({ points }: Pillars): number {
  return points.reduce((sum, count) => sum + count, 0);
}
