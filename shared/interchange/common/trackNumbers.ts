import type { LossLog } from './lossLog.ts';

/**
 * Numbers for tracks in formats that know no names: their own where all are called by numbers, else in the order in which
 * they appear, and the report says so.
 *
 * @param least the smallest number that the format allows
 */
export function trackNumbers(
  tracks: readonly string[],
  losses: LossLog,
  least: 0 | 1,
): ReadonlyMap<string, number> {
  const all = [...new Set(tracks)];
  const areNumbers = all.every((track) => /^(?:0|[1-9]\d{0,8})$/.test(track) && Number(track) >= least);
  if (!areNumbers) losses.note('tracksRenumbered', all.length);
  return new Map(all.map((track, i) => [track, areNumbers ? Number(track) : i + least]));
}
