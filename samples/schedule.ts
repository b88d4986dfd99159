import type { PcdEncoding } from 'pcd-format';
import type { Timestamp } from '#shared/dataset/dataset.ts';

/** When the sensors fire and what the files are called. Paths are relative to the drive's folder. */

export const FRAME_COUNT = 14;
const FRAME_SECONDS = 0.5;
/** 11 June 2026, 15:00 UTC, in nanoseconds since 1970. */
const START_NS = 1781190000000000000n;
const CLOCK = 'sample-utc';

export const FRAME_INDICES: readonly number[] = Array.from({ length: FRAME_COUNT }, (_, i) => i);

/** Seconds into the drive. */
export function frameTime(index: number): number {
  return index * FRAME_SECONDS;
}

export function frameName(index: number): string {
  return String(index).padStart(6, '0');
}

export function cloudPath(index: number): string {
  return `lidar/${frameName(index)}.pcd`;
}

export function imagePath(cameraId: string, index: number): string {
  return `cameras/${cameraId}/${frameName(index)}.jpg`;
}

/** Every encoding occurs; text is thrice the size, so it occurs once. */
export function cloudEncoding(index: number): PcdEncoding {
  if (index === 5) return 'ascii';
  return index % 2 === 0 ? 'binary' : 'binary_compressed';
}

export function timestamp(index: number, meaning: Timestamp['meaning']): Timestamp {
  const ns = START_NS + BigInt(index) * BigInt(FRAME_SECONDS * 1e9);
  return { ns: ns.toString(), clock: CLOCK, meaning };
}
