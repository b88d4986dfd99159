import type { TrackRecord } from './records.ts';

/** 0 without tracks. */
export function largestNumber(tracks: readonly TrackRecord[]): number {
  return tracks.reduce((largest, { number }) => Math.max(largest, number), 0);
}

/**
 * The same tracks with no number twice: of two, the later in the list gets the next free one. Numbers can meet where
 * edits of two people do, and a `tracks.json` with a number twice could not be read again.
 */
export function withUniqueNumbers(tracks: readonly TrackRecord[]): readonly TrackRecord[] {
  const taken = new Set<number>();
  let largest = largestNumber(tracks);
  const unique: TrackRecord[] = [];
  for (const track of tracks) {
    unique.push(taken.has(track.number) ? { ...track, number: ++largest } : track);
    taken.add(track.number);
  }
  return unique;
}
