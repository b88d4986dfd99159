import type { LabelDocument } from '../document/labelDocument.ts';
import type { TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import type { TrackUse } from './trackUse.ts';

export interface IsGoneContext {
  readonly document: LabelDocument;
  readonly trackUse: TrackUse;
}

/** Is nothing of a track left for which there is a record, in frames that are loaded and in those that are not? */
export function isGone({ document, trackUse }: IsGoneContext, tx: Transaction, trackId: TrackId): boolean {
  if (tx.get(trackId) === undefined) return false;
  // Most often one of the few frames in memory answers; there may be ten thousand others.
  const isInNoneLoaded = document.loadedFrames().every((frameId) => {
    if (tx.cuboidOf(trackId, frameId) !== undefined) return false;
    return document.recordsIn(frameId).boxes2d.every(({ id }) => tx.get(id)?.trackId !== trackId);
  });
  return isInNoneLoaded && !trackUse.mayOccurUnread(trackId);
}
