import type { Bounds } from './bounds.ts';
import type { PointCloud } from './cloud.ts';
import { distanceOrigin, distanceRange } from './distanceOrigin.ts';
import { groundHeightAt, type GroundGrid } from './ground.ts';
import type { PackScalar } from './packPoints.ts';
import type { Vec3 } from '../geometry/vec3.ts';

/** Heights above the ground from here on have the last colour of the ramp, metres. */
export const HEIGHT_RANGE_METRES = 4;

/** What the colour of a point can stand for. */
export type ToneKind = 'height' | 'intensity' | 'distance';

/** Places on the colour ramp, 0 … 255, one per point and kind. */
export type PointTones = Readonly<Record<ToneKind, Uint8Array<ArrayBuffer>>>;

/** What colours are measured from. */
export interface ToneFrame {
  readonly ground: GroundGrid;
  /** Where the reference lidar stands, label frame. */
  readonly sensor: Vec3;
  readonly scalar: PackScalar | undefined;
}

/** Where some points of a cloud stand on the colour ramp: the same place as the scene's shader gives them. */
export function tonePoints(cloud: PointCloud, indices: Uint32Array, frame: ToneFrame): PointTones {
  const height = new Uint8Array(indices.length);
  const intensity = new Uint8Array(indices.length);
  const distance = new Uint8Array(indices.length);
  const distanceTone = distanceToneOf(cloud.bounds, frame.sensor);
  const { low, high } = frame.scalar ?? { low: 0, high: 0 };
  indices.forEach((index, i) => {
    const [x, y] = [cloud.x[index]!, cloud.y[index]!];
    height[i] = toneOf((cloud.z[index]! - groundHeightAt(frame.ground, x, y)) / HEIGHT_RANGE_METRES);
    intensity[i] = high > low ? toneOf(((cloud.intensity?.[index] ?? low) - low) / (high - low)) : 0;
    distance[i] = distanceTone(x, y);
  });
  return { height, intensity, distance };
}

function distanceToneOf(bounds: Bounds, sensor: Vec3): (x: number, y: number) => number {
  const from = distanceOrigin(bounds, sensor);
  const [nearest, farthest] = distanceRange(bounds, from);
  const perTone = 1 / Math.log(farthest / nearest);
  return (x, y) => {
    const away = Math.sqrt((x - from.x) ** 2 + (y - from.y) ** 2);
    return away <= nearest ? 0 : toneOf(Math.log(away / nearest) * perTone);
  };
}

/** What is not a number has the first colour. */
function toneOf(share: number): number {
  return share > 0 ? Math.round(Math.min(1, share) * 255) : 0;
}
