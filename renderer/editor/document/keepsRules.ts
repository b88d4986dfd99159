import type { Diff } from './diff.ts';
import type { RecordId } from './records.ts';
import type { RecordStore } from './recordStore.ts';
import { recordEdit } from './transaction.ts';

/** May the diff, which was not made by a transaction of this document, be applied to it? */
export function keepsRules(store: RecordStore, diff: Diff): boolean {
  try {
    recordEdit(store, () => undefined, diff);
  } catch {
    return false;
  }
  return !leavesOrphans(store, diff);
}

/** Would a cuboid be left without its track? What is edited through a transaction looks to that itself. */
export function leavesOrphans(store: RecordStore, diff: Diff): boolean {
  const gone = new Set<RecordId>();
  for (const [id, { before, after }] of diff)
    if (before?.type === 'track' && after === undefined) gone.add(id);
  if (gone.size === 0) return false;
  return store.loadedFrames().some((frameId) =>
    [...store.idsIn(frameId)].some((id) => {
      const change = diff.get(id);
      const record = change === undefined ? store.get<RecordId>(id) : change.after;
      return record?.type === 'cuboid' && gone.has(record.trackId);
    }),
  );
}
