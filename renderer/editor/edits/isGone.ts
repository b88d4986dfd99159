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
  if (tx.get(trackId) === undefined || trackUse.mayOccurUnread(trackId)) return false;
  return document.loadedFrames().every((frameId) => {
    if (tx.cuboidOf(trackId, frameId) !== undefined) return false;
    return document.recordsIn(frameId).boxes2d.every(({ id }) => tx.get(id)?.trackId !== trackId);
  });
}
