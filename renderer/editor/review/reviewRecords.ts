import { reviewEntryOf, verdictIdOf, type ReviewEntry, type VerdictEntry } from '#shared/labels/review.ts';
import type { FrameRecords } from '../document/recordStore.ts';
import type { FrameId, ReviewId, ReviewRecord } from '../document/records.ts';

const entries = new WeakMap<ReviewRecord, { readonly entry: ReviewEntry | undefined }>();

/** What a record says; undefined where it is of a kind that this version does not know. */
export function entryOf(record: ReviewRecord): ReviewEntry | undefined {
  // Records never change: each is read once.
  const known = entries.get(record) ?? { entry: reviewEntryOf({ ...record.extra, id: record.id }) };
  entries.set(record, known);
  return known.entry;
}

/** The record of an entry: all but its id lies in `extra`, as with those that are not understood. */
export function reviewRecordOf(frameId: FrameId, { id, ...extra }: ReviewEntry): ReviewRecord {
  return { type: 'review', id: id.toLowerCase() as ReviewId, frameId, extra };
}

/** The one verdict of a frame, or of an object (or 2D box) in it. */
export function verdictOf(
  { reviews }: Pick<FrameRecords, 'reviews'>,
  frameId: FrameId,
  objectId?: string,
): VerdictEntry | undefined {
  const id = verdictIdOf(frameId, objectId);
  const record = reviews.find((review) => review.id === id);
  const entry = record && entryOf(record);
  return entry?.kind === 'verdict' ? entry : undefined;
}

/** How far a frame has come: what has no verdict is to do, or labelled once somebody has marked it as done. */
export type FrameStanding = 'todo' | 'labeled' | VerdictEntry['verdict'];
export const FRAME_STANDINGS: readonly FrameStanding[] = [
  'todo',
  'labeled',
  'inReview',
  'accepted',
  'rejected',
];

export function frameStanding(records: FrameRecords, frameId: FrameId): FrameStanding {
  return verdictOf(records, frameId)?.verdict ?? (records.done === undefined ? 'todo' : 'labeled');
}
