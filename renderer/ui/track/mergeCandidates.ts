import type { TrackId, TrackRecord } from '#renderer/editor/document/records.ts';
import type { Span } from '#renderer/editor/session/trackLives.ts';

/** A track that may be the same object as another one. */
export interface MergeCandidate {
  readonly track: TrackRecord;
  readonly span: Span;
  /** Both are in some frame, or one goes on around the other's gap. */
  readonly overlaps: boolean;
}

/**
 * The likeliest first: one object is not in two places at once, is of one class, and was not away for long. Tracks that
 * are in no frame are left out.
 */
export function mergeCandidates(
  trackId: TrackId,
  tracks: readonly TrackRecord[],
  spans: ReadonlyMap<TrackId, Span>,
): readonly MergeCandidate[] {
  const subject = tracks.find(({ id }) => id === trackId);
  const own = spans.get(trackId);
  if (subject === undefined || own === undefined) return [];
  const found = tracks.flatMap((track) => {
    const span = track.id === trackId ? undefined : spans.get(track.id);
    if (span === undefined) return [];
    const away = Math.max(span.first - own.last, own.first - span.last);
    return [{ track, span, overlaps: away <= 0, isOther: track.class !== subject.class, away }];
  });
  return found
    .toSorted(
      (a, b) =>
        Number(a.overlaps) - Number(b.overlaps) ||
        Number(a.isOther) - Number(b.isOther) ||
        (a.overlaps ? 0 : a.away - b.away) ||
        a.track.number - b.track.number,
    )
    .map(({ track, span, overlaps }) => ({ track, span, overlaps }));
}
