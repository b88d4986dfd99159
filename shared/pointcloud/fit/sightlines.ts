import type { Vec3 } from '../../geometry/vec3.ts';
import { forEachRun } from '../bucketGrid.ts';
import type { PointCloud } from '../cloud.ts';
import { groundHeightAt, type GroundGrid } from '../ground.ts';

/**
 * Where the lidar looked through, seen from above: places that beams crossed at the height of a body on their way to
 * something behind. No object stands there; where nothing was seen through, it may stand hidden.
 */
export interface Sightlines {
  /** Is the place, metres from the origin of the area, known to be free? */
  readonly isFree: (x: number, y: number) => boolean;
}

export interface SightArea {
  /** Middle of the area, label frame. */
  readonly at: Vec3;
  readonly radius: number;
  readonly sensor: Vec3;
}

const CELL = 0.2;

/** Below: kerbs, and what lies under a car between its wheels. Above: windows. Metres above the ground. */
const LOW = 0.3;
const HIGH = 0.85;

/** A beam must have gone on by so much: what it hit may be rough, and the ground is seen under bumpers. */
const BEYOND = 0.5;

/** Of the points in the rectangle round the sector that are looked at: more do not show more. */
const MOST_POINTS = 20_000;

/** So many beams make a place free: one may be a mistake of the lidar's. */
const ENOUGH_BEAMS = 2;

export function findSightlines(cloud: PointCloud, ground: GroundGrid, area: SightArea): Sightlines {
  const { at, radius } = area;
  const across = Math.ceil((2 * radius) / CELL);
  const crossed = new Uint8Array(across * across);
  const indices = pointsBehind(cloud, area);
  const groundZ = groundHeightAt(ground, at[0], at[1]);
  const slopeX =
    (groundHeightAt(ground, at[0] + radius, at[1]) - groundHeightAt(ground, at[0] - radius, at[1])) /
    (2 * radius);
  const slopeY =
    (groundHeightAt(ground, at[0], at[1] + radius) - groundHeightAt(ground, at[0], at[1] - radius)) /
    (2 * radius);
  const sx = area.sensor[0] - at[0];
  const sy = area.sensor[1] - at[1];
  // Above the ground's slope, which counts as level: heights along a beam are a straight line.
  const sensorHeight = area.sensor[2] - groundZ - slopeX * sx - slopeY * sy;
  const step = CELL * 0.7;
  for (const i of indices) {
    const dx = cloud.x[i]! - area.sensor[0];
    const dy = cloud.y[i]! - area.sensor[1];
    const range = Math.sqrt(dx * dx + dy * dy);
    const [ux, uy] = [dx / range, dy / range];
    // Where the beam is over the circle.
    const middle = -(sx * ux + sy * uy);
    const squared = radius * radius - (sx * sx + sy * sy - middle * middle);
    if (squared <= 0) continue;
    const half = Math.sqrt(squared);
    const enter = Math.max(0, middle - half);
    const until = Math.min(middle + half, range - BEYOND);
    const rise = (cloud.z[i]! - area.sensor[2]) / range - slopeX * ux - slopeY * uy;
    for (let along = enter; along < until; along += step) {
      const height = sensorHeight + rise * along;
      if (height < LOW || height > HIGH) continue;
      const column = Math.floor((sx + ux * along + radius) / CELL);
      const row = Math.floor((sy + uy * along + radius) / CELL);
      const cell = row * across + column;
      if (column >= 0 && row >= 0 && column < across && row < across && crossed[cell]! < 255)
        crossed[cell]!++;
    }
  }
  const isFree = (x: number, y: number): boolean => {
    const column = Math.floor((x + radius) / CELL);
    const row = Math.floor((y + radius) / CELL);
    if (column < 0 || row < 0 || column >= across || row >= across) return false;
    return crossed[row * across + column]! >= ENOUGH_BEAMS;
  };
  return { isFree };
}

/** Points whose beams crossed the area: in the sector of it, from its near edge to where a beam at {@link LOW} ends. */
function pointsBehind(cloud: PointCloud, { at, radius, sensor }: SightArea): number[] {
  const dx = at[0] - sensor[0];
  const dy = at[1] - sensor[1];
  const apart = Math.hypot(dx, dy);
  const indices: number[] = [];
  if (apart < radius) return indices;
  const half = Math.asin(radius / apart);
  const cosHalf = Math.cos(half);
  const [ux, uy] = [dx / apart, dy / apart];
  const farthest = (apart + radius) * 4;
  const corners = [half, -half].flatMap((turn) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [vx, vy] = [ux * cos - uy * sin, uy * cos + ux * sin];
    return [apart - radius, farthest].map(
      (range) => [sensor[0] + vx * range, sensor[1] + vy * range] as const,
    );
  });
  corners.push([sensor[0] + ux * farthest, sensor[1] + uy * farthest]);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const reach = {
    minX: Math.min(...xs),
    maxX: Math.max(...xs),
    minY: Math.min(...ys),
    maxY: Math.max(...ys),
  };
  let total = 0;
  forEachRun(cloud.grid, reach, (from, to) => {
    total += to - from;
  });
  const step = Math.max(1, Math.floor(total / MOST_POINTS));
  let skipped = 0;
  forEachRun(cloud.grid, reach, (from, to) => {
    for (let i = from + ((step - (skipped % step)) % step); i < to; i += step) {
      const x = cloud.x[i]! - sensor[0];
      const y = cloud.y[i]! - sensor[1];
      const range = Math.sqrt(x * x + y * y);
      if (range > apart - radius && range < farthest && ux * x + uy * y > cosHalf * range) indices.push(i);
    }
    skipped += to - from;
  });
  return indices;
}
