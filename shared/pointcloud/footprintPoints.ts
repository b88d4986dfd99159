import { convexContains, type Polygon } from '../geometry/polygon.ts';
import { boundsOfPoints } from '../geometry/rectangle.ts';
import { forEachRun } from './bucketGrid.ts';
import type { PointCloud } from './cloud.ts';
import { groundHeightAt, type GroundGrid } from './ground.ts';

/** A point over a footprint: label-frame x and y, and its height above the local ground; metres. */
export interface RaisedPoint {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The points over a convex polygon of the ground whose height above the local ground lies between two limits. */
export function collectRaisedPoints(
  cloud: PointCloud,
  ground: GroundGrid,
  footprint: Polygon,
  lowest: number,
  highest: number,
): RaisedPoint[] {
  const points: RaisedPoint[] = [];
  const bounds = boundsOfPoints(footprint);
  if (bounds === undefined) return points;
  const reach = { minX: bounds.left, minY: bounds.top, maxX: bounds.right, maxY: bounds.bottom };
  forEachRun(cloud.grid, reach, (from, to) => {
    for (let i = from; i < to; i++) {
      const x = cloud.x[i]!;
      const y = cloud.y[i]!;
      if (convexContains(footprint, [x, y])) {
        const height = cloud.z[i]! - groundHeightAt(ground, x, y);
        if (height >= lowest && height <= highest) points.push({ x, y, height });
      }
    }
  });
  return points;
}

/**
 * The largest group of points that hang together, seen from above: a rectangle drawn round a parked car catches some
 * of its neighbours too. Points hang together when their squares of `reach` metres touch.
 */
export function largestGroup(points: readonly RaisedPoint[], reach: number): RaisedPoint[] {
  const squares = new Map<string, RaisedPoint[]>();
  for (const point of points) {
    const key = squareKey(Math.floor(point.x / reach), Math.floor(point.y / reach));
    const square = squares.get(key);
    if (square === undefined) squares.set(key, [point]);
    else square.push(point);
  }
  let largest: RaisedPoint[] = [];
  for (const key of squares.keys()) {
    const group = takeGroup(squares, key, reach);
    if (group.length > largest.length) largest = group;
  }
  return largest;
}

/** Removes the group that a square belongs to from the squares and returns its points. */
function takeGroup(squares: Map<string, RaisedPoint[]>, first: string, reach: number): RaisedPoint[] {
  const group: RaisedPoint[] = [];
  const pending = [first];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const square = squares.get(key);
    if (square !== undefined) {
      squares.delete(key);
      group.push(...square);
      const column = Math.floor(square[0]!.x / reach);
      const row = Math.floor(square[0]!.y / reach);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) pending.push(squareKey(column + dx, row + dy));
      }
    }
  }
  return group;
}

function squareKey(column: number, row: number): string {
  return `${column},${row}`;
}
