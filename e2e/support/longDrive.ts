import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePcd } from 'pcd-format';

const DIFFERENT = 5;
/** Names that one file may have: some file systems know no more than a thousand. */
const MOST_NAMES = 500;

/** Of one file: rows of a street, so that there is ground, and something that stands on it. */
function sweep(points: number, frame: number): Uint8Array {
  const [x, y, z] = [0, 1, 2].map(() => new Float32Array(points));
  // A golden angle about the vehicle: even, and without a table of random numbers.
  const turn = Math.PI * (3 - Math.sqrt(5));
  for (let i = 0; i < points; i += 1) {
    const radius = 2 + 60 * Math.sqrt(i / points);
    x![i] = radius * Math.cos(i * turn);
    y![i] = radius * Math.sin(i * turn);
    const isWall = Math.abs(y![i]!) > 12 && i % 3 === 0;
    z![i] = isWall ? (i % 7) * 0.4 : 0.02 * Math.sin(i + frame);
  }
  const fields = ['x', 'y', 'z'].map((name, axis) => ({ name, values: [x!, y!, z!][axis]! }));
  return encodePcd(fields, { encoding: 'binary' });
}

/** A dataset of nothing but clouds of so many points each. */
export function writeLongDrive(folder: string, frames: number, points: number): void {
  mkdirSync(join(folder, 'lidar'), { recursive: true });
  const fileOf = (frame: number): string => join(folder, 'lidar', `${String(frame).padStart(6, '0')}.pcd`);
  const different = Math.max(DIFFERENT, Math.ceil(frames / MOST_NAMES));
  for (let i = 0; i < frames; i += 1) {
    // The same few clouds in turn, under other names: all of them would be hundreds of megabytes.
    if (i < different) writeFileSync(fileOf(i), sweep(points, i));
    else linkSync(fileOf(i % different), fileOf(i));
  }
}
