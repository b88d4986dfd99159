import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encode } from 'jpeg-js';
import { encodePcd } from 'pcd-format';

type Point = readonly [number, number, number];

/** The car of {@link streetPoints}: its opposite corners, label frame, metres. */
export const CAR: readonly Point[] = [
  [6, -1, 0],
  [10.2, 0.8, 1.5],
];

/** Flat ground of 30 × 30 m with one car on it: something to frame, and something to fit. */
export function streetPoints(): readonly Point[] {
  const points: Point[] = [];
  for (let x = -15; x < 15; x += 0.5) for (let y = -15; y < 15; y += 0.5) points.push([x, y, 0]);
  const [from, to] = CAR as readonly [Point, Point];
  for (let z = 0.2; z <= to[2]; z += 0.1) {
    for (let x = from[0]; x <= to[0]; x += 0.1) points.push([x, from[1], z], [x, to[1], z]);
    for (let y = from[1]; y <= to[1]; y += 0.1) points.push([from[0], y, z], [to[0], y, z]);
  }
  return points;
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

export function writePcd(path: string, points = streetPoints()): void {
  const fields = ['x', 'y', 'z'].map((name, axis) => ({
    name,
    values: Float32Array.from(points, (point) => point[axis]!),
  }));
  write(path, encodePcd(fields, { encoding: 'binary' }));
}

/** Float32 rows without a header: x y z, then zeros. Cut to a multiple of `rows` points. */
export function writeBin(path: string, { columns, rows }: { columns: number; rows: number }): number {
  const points = streetPoints();
  const count = points.length - (points.length % rows);
  const values = new Float32Array(count * columns);
  points.slice(0, count).forEach((point, i) => values.set(point, i * columns));
  write(path, new Uint8Array(values.buffer));
  return count;
}

/** A grey photograph. */
export function writeJpeg(path: string, { width, height } = { width: 160, height: 90 }): void {
  write(path, encode({ width, height, data: new Uint8Array(width * height * 4).fill(120) }, 80).data);
}
