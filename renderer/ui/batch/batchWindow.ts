/** A column is at least so wide, CSS pixels. */
const NARROWEST = 190;
const FEWEST = 3;

/** Columns that fit; 0 before the width is known. */
export function columnsThatFit(width: number, frames: number): number {
  if (width === 0) return 0;
  return Math.min(frames, Math.max(FEWEST, Math.floor(width / NARROWEST)));
}

/**
 * The first frame of a window of so many that holds the current one: where it is, if it does; else moved by as little as
 * needed, and one more, so that what comes next is seen.
 */
export function windowAbout(current: number, first: number, count: number, total: number): number {
  if (count === 0 || current < 0) return first;
  const room = count > 2 ? 1 : 0;
  let start = first;
  if (current < first) start = current - room;
  else if (current >= first + count) start = current - count + 1 + room;
  return Math.max(0, Math.min(start, total - count));
}
