import type { Ray } from '../geometry/ray.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { BucketGrid } from './bucketGrid.ts';
import { pointAt, type PointCloud } from './cloud.ts';

/**
 * How far from the ray a point may lie: an angle for a perspective view (a few pixels' worth), a distance for a
 * parallel one.
 */
export type PickTolerance = { readonly angleRad: number } | { readonly radiusMetres: number };

export interface PickedPoint {
  /** Index in the cloud. */
  readonly index: number;
  /** Label frame, metres. */
  readonly position: Vec3;
  /** Metres along the ray. */
  readonly distance: number;
}

/**
 * The point in front among those close enough to the ray (label frame, unit direction): the one least far along it,
 * as that is the one drawn on top. Points that `isShown` denies cannot be picked. Walks the grid's cells front to back and skips those whose heights the ray misses.
 */
export function pickPoint(
  cloud: PointCloud,
  ray: Ray,
  tolerance: PickTolerance,
  isShown: (point: Vec3) => boolean = () => true,
): PickedPoint | undefined {
  const search = new RaySearch(cloud, ray, tolerance, isShown);
  search.testCell(cloud.grid.columns * cloud.grid.rows);
  search.walk();
  if (search.bestIndex < 0) return undefined;
  return {
    index: search.bestIndex,
    position: pointAt(cloud, search.bestIndex),
    distance: search.bestDistance,
  };
}

/** One horizontal axis of the walk: the ray along it, and the grid's cells along it. */
interface WalkAxis {
  readonly origin: number;
  readonly step: number;
  readonly min: number;
  readonly cells: number;
  readonly stride: number;
}

class RaySearch {
  bestIndex = -1;
  bestDistance = Infinity;
  readonly #cloud: PointCloud;
  readonly #grid: BucketGrid;
  readonly #ray: Ray;
  readonly #isShown: (point: Vec3) => boolean;
  /** Radius of tolerance = fixed + slope · distance. */
  readonly #fixed: number;
  readonly #slope: number;

  constructor(cloud: PointCloud, ray: Ray, tolerance: PickTolerance, isShown: (point: Vec3) => boolean) {
    this.#cloud = cloud;
    this.#grid = cloud.grid;
    this.#ray = ray;
    this.#isShown = isShown;
    this.#fixed = 'radiusMetres' in tolerance ? tolerance.radiusMetres : 0;
    this.#slope = 'angleRad' in tolerance ? Math.tan(tolerance.angleRad) : 0;
  }

  /** Keeps the nearest point of the cell that is close enough to the ray and in front of its origin. */
  testCell(cell: number): void {
    const { x, y, z } = this.#cloud;
    const { starts } = this.#grid;
    const { origin: o, direction: d } = this.#ray;
    const to = starts[cell + 1]!;
    for (let i = starts[cell]!; i < to; i++) {
      const dx = x[i]! - o[0];
      const dy = y[i]! - o[1];
      const dz = z[i]! - o[2];
      const along = dx * d[0] + dy * d[1] + dz * d[2];
      if (along >= 0 && along < this.bestDistance) {
        const radius = this.#radiusAt(along);
        const isNear = dx * dx + dy * dy + dz * dz - along * along <= radius * radius;
        if (isNear && this.#isShown([x[i]!, y[i]!, z[i]!])) {
          this.bestIndex = i;
          this.bestDistance = along;
        }
      }
    }
  }

  /**
   * Slab by slab along the horizontal axis that the ray follows most. A point within tolerance has its foot on the ray
   * at most the widest radius away, so a slab is widened by that on each side; across, the radius at its far end does.
   */
  walk(): void {
    const { minZ, maxZ, cellMetres } = this.#grid;
    const [main, cross] = this.#axes();
    const { origin: o, direction: d } = this.#ray;
    const widest = this.#radiusAt(this.#farthest());
    const [heightStart, heightEnd] = interval(o[2], d[2], minZ - widest, maxZ + widest);
    const isForwards = main.step >= 0;
    for (let n = 0; n < main.cells; n++) {
      const slab = isForwards ? n : main.cells - 1 - n;
      const low = main.min + slab * cellMetres;
      const [slabStart, slabEnd] = interval(main.origin, main.step, low - widest, low + cellMetres + widest);
      const start = Math.max(0, heightStart, slabStart);
      const end = Math.min(heightEnd, slabEnd);
      if (start <= end) {
        if (start > this.bestDistance) return;
        this.#testSlab(slab * main.stride, cross, start, end);
      }
    }
  }

  #testSlab(firstCell: number, cross: WalkAxis, start: number, end: number): void {
    const { lowZ, highZ, cellMetres } = this.#grid;
    const { origin: o, direction: d } = this.#ray;
    const radius = this.#radiusAt(end);
    const a = cross.origin + cross.step * start - cross.min;
    const b = cross.origin + cross.step * end - cross.min;
    const from = Math.max(0, Math.floor((Math.min(a, b) - radius) / cellMetres));
    const to = Math.min(cross.cells - 1, Math.floor((Math.max(a, b) + radius) / cellMetres));
    const zStart = o[2] + d[2] * start;
    const zEnd = o[2] + d[2] * end;
    const low = Math.min(zStart, zEnd) - radius;
    const high = Math.max(zStart, zEnd) + radius;
    for (let across = from; across <= to; across++) {
      const cell = firstCell + across * cross.stride;
      if (lowZ[cell]! <= high && highZ[cell]! >= low) this.testCell(cell);
    }
  }

  #axes(): readonly [main: WalkAxis, cross: WalkAxis] {
    const { minX, minY, columns, rows } = this.#grid;
    const { origin: o, direction: d } = this.#ray;
    const x: WalkAxis = { origin: o[0], step: d[0], min: minX, cells: columns, stride: 1 };
    const y: WalkAxis = { origin: o[1], step: d[1], min: minY, cells: rows, stride: columns };
    return Math.abs(d[0]) >= Math.abs(d[1]) ? [x, y] : [y, x];
  }

  #radiusAt(along: number): number {
    return this.#fixed + this.#slope * along;
  }

  /** No point of the grid is further than this from the ray's origin. */
  #farthest(): number {
    const { minX, minY, minZ, maxZ, cellMetres, columns, rows } = this.#grid;
    const { origin: o } = this.#ray;
    return Math.hypot(
      reach(o[0], minX, minX + columns * cellMetres),
      reach(o[1], minY, minY + rows * cellMetres),
      reach(o[2], minZ, maxZ),
    );
  }
}

function reach(at: number, low: number, high: number): number {
  return Math.max(Math.abs(low - at), Math.abs(high - at));
}

/** The stretch of the ray on which one coordinate lies in [low, high]; empty as [∞, −∞]. */
function interval(origin: number, step: number, low: number, high: number): readonly [number, number] {
  if (step === 0) return origin >= low && origin <= high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const a = (low - origin) / step;
  const b = (high - origin) / step;
  return a <= b ? [a, b] : [b, a];
}
