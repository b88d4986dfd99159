import type { TrackSight } from './rule.ts';

/** Frames of a piece. */
const PIECE_FRAMES = 64;

/** Some sights of a track that follow each other, and what was computed for them. */
export interface Piece<T> {
  /** Positions of its first sight and after its last. */
  readonly start: number;
  readonly end: number;
  /** Position of the first sight that it was computed with. */
  readonly from: number;
  readonly result: T;
}

/**
 * Computes something for a track piece by piece, each with `margin` sights of its neighbours, and keeps it: over a thousand
 * frames it takes a tenth of a second, and after an edit only the piece that it is in is computed anew. Where pieces begin
 * follows from frame numbers, so that the order of edits does not matter.
 */
export function piecewise<T>(
  margin: number,
  compute: (sights: readonly TrackSight[]) => T,
): (sights: readonly TrackSight[]) => readonly Piece<T>[] {
  /** By the first sight of a piece. */
  const known = new WeakMap<TrackSight, { readonly sights: readonly TrackSight[]; readonly result: T }>();
  const resultFor = (first: TrackSight, sights: readonly TrackSight[]): T => {
    const before = known.get(first);
    if (before?.sights.length === sights.length && before.sights.every((one, i) => one === sights[i]))
      return before.result;
    const result = compute(sights);
    known.set(first, { sights, result });
    return result;
  };
  return (sights) =>
    boundsOf(sights).map(([start, end]) => {
      const from = Math.max(0, start - margin);
      return { start, end, from, result: resultFor(sights[start]!, sights.slice(from, end + margin)) };
    });
}

function boundsOf(sights: readonly TrackSight[]): readonly (readonly [start: number, end: number])[] {
  const found: [number, number][] = [];
  let number: number | undefined;
  for (const [i, { index }] of sights.entries()) {
    const piece = Math.floor(index / PIECE_FRAMES);
    if (piece === number) found.at(-1)![1] = i + 1;
    else found.push([i, i + 1]);
    number = piece;
  }
  return found;
}
