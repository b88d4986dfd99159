import type { PointCloud } from './cloud.ts';
import {
  dropOutliers,
  dropPits,
  dropRaised,
  dropUnreachable,
  fillBetween,
  fillHoles,
  smooth,
} from './heightFilters.ts';
import { heightOf, interpolateHeight, mapHeights, type HeightMap } from './heightMap.ts';
import { sampleIndices } from './sample.ts';
import { quantile, selectQuantile, sortedSample } from './percentile.ts';

/** Height of the ground seen from above, on a grid in the label frame. */
export interface GroundGrid extends HeightMap {
  /** Centre of the first cell, and the height that `heights` are relative to; label frame, metres. */
  readonly originX: number;
  readonly originY: number;
  readonly originZ: number;
  readonly cellMetres: number;
}

const CELL_METRES = 2;
const MOST_CELLS_ACROSS = 256;

/** More points do not make the ground better known. */
const MOST_POINTS = 100_000;

/** A road rises 20 % at most; steps up to 0.2 m are kerbs and noise. */
const STEEPEST = 0.25;
const STEP_METRES = 0.2;

/**
 * From how many cells apart a place is looked at, and how far it may stand above them, metres: rows of parked cars, of
 * which the lidar sees sills and bonnets and no ground, pass for ground at a glance. From afar first, for what stays
 * then helps to see the rest.
 */
const RAISED = [
  [3, 0.15],
  [2, 0.1],
  [1, 0.1],
  [2, 0.1],
] as const;

/** Ground height at a place of the label frame, metres: bilinear; beyond the map, that of its nearest border. */
export function groundHeightAt(ground: GroundGrid, x: number, y: number): number {
  const u = (x - ground.originX) / ground.cellMetres;
  const v = (y - ground.originY) / ground.cellMetres;
  return ground.originZ + interpolateHeight(ground, u, v);
}

/**
 * Estimates the ground under a cloud: low points of 2 m cells, without the cells that cannot be ground (reflections
 * from below, roofs, cars), filled in between, then moved to the middle of the points that lie along that first
 * surface. Assumes nothing about where the sensor is, only that z points up. Level at 0 for an empty cloud.
 */
export function estimateGround(cloud: PointCloud): GroundGrid {
  const frame = groundFrame(cloud);
  const cells = sortByCell(cloud, frame);
  let map = dropPits(lowHeights(cloud, cells, frame), 1);
  map = dropUnreachable(map, STEEPEST * frame.cellMetres, STEP_METRES);
  map = dropOutliers(map, 0.15, 0.4);
  for (const [stride, above] of RAISED) map = dropRaised(map, fill(map), above, stride);
  map = fill(map);
  map = settle(cloud, cells, { ...frame, ...map });
  return { ...frame, heights: smooth(map).heights };
}

function fill(map: HeightMap): HeightMap {
  return fillHoles(fillBetween(fillBetween(map)));
}

type Frame = Omit<GroundGrid, 'heights'>;

function groundFrame(cloud: PointCloud): Frame {
  if (cloud.count === 0) {
    return { originX: 0, originY: 0, originZ: 0, cellMetres: CELL_METRES, columns: 1, rows: 1 };
  }
  const [minX, maxX] = middleRange(cloud.x);
  const [minY, maxY] = middleRange(cloud.y);
  const across = Math.max(maxX - minX, maxY - minY);
  const cellMetres = Math.max(CELL_METRES, across / (MOST_CELLS_ACROSS - 1));
  return {
    originX: minX,
    originY: minY,
    originZ: Math.round(quantile(sortedSample(cloud.z), 0.5)),
    cellMetres,
    columns: Math.floor((maxX - minX) / cellMetres + 0.5) + 1,
    rows: Math.floor((maxY - minY) / cellMetres + 0.5) + 1,
  };
}

function middleRange(column: ArrayLike<number>): readonly [number, number] {
  const sorted = sortedSample(column);
  return [quantile(sorted, 0.01), quantile(sorted, 0.99)];
}

/** A sample of the points, sorted by the cell they lie over; those off the map are left out. */
interface CellPoints {
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
}

function sortByCell(cloud: PointCloud, frame: Frame): CellPoints {
  const { originX, originY, cellMetres, columns, rows } = frame;
  const sample = sampleIndices(cloud.count, MOST_POINTS);
  const cells = columns * rows;
  const cellOfPoint = new Uint32Array(sample.length);
  const starts = new Uint32Array(cells + 2);
  for (let i = 0; i < sample.length; i++) {
    const column = Math.floor((cloud.x[sample[i]!]! - originX) / cellMetres + 0.5);
    const row = Math.floor((cloud.y[sample[i]!]! - originY) / cellMetres + 0.5);
    const isOnMap = column >= 0 && row >= 0 && column < columns && row < rows;
    const cell = isOnMap ? row * columns + column : cells;
    cellOfPoint[i] = cell;
    starts[cell + 1]!++;
  }
  for (let cell = 0; cell <= cells; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice();
  const order = new Uint32Array(sample.length);
  for (let i = 0; i < sample.length; i++) order[next[cellOfPoint[i]!]!++] = sample[i]!;
  return { starts, order };
}

/** The 5th percentile of the heights in each cell: one reflection from below does not decide it. */
function lowHeights(cloud: PointCloud, cells: CellPoints, frame: Frame): HeightMap {
  return mapQuantile(cells, frame, 0.05, (i) => cloud.z[i]! - frame.originZ);
}

/**
 * Moves each cell by the median distance of its points from the first surface, counting only those near it. Low
 * points lie at the bottom of the noise, and on a slope at the low side of the cell: this takes both biases out.
 */
function settle(cloud: PointCloud, cells: CellPoints, ground: GroundGrid): HeightMap {
  const offsets = mapQuantile(cells, ground, 0.5, (i) => {
    const above = cloud.z[i]! - groundHeightAt(ground, cloud.x[i]!, cloud.y[i]!);
    return above > -0.3 && above < 0.15 ? above : Number.NaN;
  });
  return mapHeights(ground, (column, row, old) => old + (heightOf(offsets, column, row) || 0));
}

/** A quantile of a value of the points in each cell; points whose value is NaN do not count. */
function mapQuantile(
  { starts, order }: CellPoints,
  { columns, rows }: Frame,
  fraction: number,
  valueOf: (index: number) => number,
): HeightMap {
  const heights = new Float32Array(columns * rows);
  const values = new Float32Array(order.length);
  for (let cell = 0; cell < heights.length; cell++) {
    let count = 0;
    const to = starts[cell + 1]!;
    for (let k = starts[cell]!; k < to; k++) {
      const value = valueOf(order[k]!);
      if (!Number.isNaN(value)) values[count++] = value;
    }
    heights[cell] = selectQuantile(values, 0, count, fraction);
  }
  return { columns, rows, heights };
}
