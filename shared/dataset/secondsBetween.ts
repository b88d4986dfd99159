import type { Timestamp } from './dataset.ts';

/**
 * Negative when `to` is earlier. Nanoseconds since 1970 do not fit a double; the microseconds between two moments of a
 * recording do.
 */
export function secondsBetween(from: Timestamp, to: Timestamp): number {
  return Number((BigInt(to.ns) - BigInt(from.ns)) / 1000n) / 1e6;
}
