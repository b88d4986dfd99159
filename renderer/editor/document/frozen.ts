import { reviewEntryOf, verdictIdOf } from '#shared/labels/review.ts';
import { withoutUnchanged, type Diff, type RecordChange } from './diff.ts';
import type { FrameId, LabelRecord, RecordId, ReviewId, TrackId } from './records.ts';
import type { RecordStore } from './recordStore.ts';

/** What an edit may change, and the accepted frames in which something of it was left out. */
export interface Allowed {
  readonly diff: Diff;
  readonly kept: ReadonlySet<FrameId>;
}

type Store = Pick<RecordStore, 'get' | 'idsIn'>;

/** Is this the verdict that a frame, as a whole, is accepted? */
export function isAcceptance(record: LabelRecord | undefined): boolean {
  if (record?.type !== 'review') return false;
  const entry = reviewEntryOf({ ...record.extra, id: record.id });
  return entry?.kind === 'verdict' && entry.object === undefined && entry.verdict === 'accepted';
}

/** Does the frame stay as it is, because it is accepted? */
export function isFrozen(store: Pick<RecordStore, 'get'>, frameId: FrameId): boolean {
  return isAcceptance(store.get(verdictIdOf(frameId) as ReviewId));
}

/**
 * Leaves out what a diff would do to the cuboids, the 2D boxes and the mark of accepted frames, unless it takes back the
 * acceptance itself. A track that such a frame still needs stays; one that was made for nothing but what is left out is
 * not made.
 */
export function withoutFrozen(store: Store, diff: Diff): Allowed {
  const kept = new Set<FrameId>();
  const allowed = new Map<RecordId, RecordChange>();
  for (const [id, change] of diff) {
    const frameId = lockedFrameOf(change.before ?? change.after);
    if (frameId === undefined || !staysFrozen(store, diff, frameId)) allowed.set(id, change);
    else kept.add(frameId);
  }
  if (kept.size === 0) return { diff, kept };
  const needed = tracksIn(store, kept);
  const used = new Set([...allowed.values()].flatMap(({ after }) => trackOf(after) ?? []));
  for (const [id, { before, after }] of allowed) {
    if (before?.type === 'track' && after === undefined && needed.has(before.id)) allowed.delete(id);
    if (before === undefined && after?.type === 'track' && !used.has(after.id)) allowed.delete(id);
  }
  return { diff: withoutUnchanged(allowed), kept };
}

/** The frame with which a record is frozen. What is said in a review is no label: it goes on. */
function lockedFrameOf(record: LabelRecord | undefined): FrameId | undefined {
  return record === undefined || record.type === 'track' || record.type === 'review'
    ? undefined
    : record.frameId;
}

function staysFrozen(store: Store, diff: Diff, frameId: FrameId): boolean {
  if (!isFrozen(store, frameId)) return false;
  const change = diff.get(verdictIdOf(frameId) as ReviewId);
  return change === undefined || isAcceptance(change.after);
}

function tracksIn(store: Store, frames: ReadonlySet<FrameId>): ReadonlySet<TrackId> {
  const records = [...frames].flatMap((frameId) =>
    [...store.idsIn(frameId)].map((id) => store.get<RecordId>(id)),
  );
  return new Set(records.flatMap((record) => trackOf(record) ?? []));
}

function trackOf(record: LabelRecord | undefined): TrackId | undefined {
  return record?.type === 'cuboid' || record?.type === 'box2d' ? record.trackId : undefined;
}
