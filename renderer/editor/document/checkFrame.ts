import type { FrameId, LabelRecord } from './records.ts';
import type { RecordStore } from './recordStore.ts';

/** Throws unless these records may be all of a frame: its own, ids unique, one cuboid per track, every track known. */
export function checkFrame(store: RecordStore, frameId: FrameId, records: readonly LabelRecord[]): void {
  const ids = new Set<string>();
  const tracks = new Set<string>();
  const present = store.idsIn(frameId);
  for (const record of records) {
    if (record.type === 'track' || record.frameId !== frameId) {
      throw new Error(`the record ${record.id} does not lie in ${frameId}`);
    }
    if (ids.has(record.id) || (store.has(record.id) && !present.has(record.id))) {
      throw new Error(`the record ${record.id} exists already`);
    }
    ids.add(record.id);
    if (record.type !== 'cuboid') continue;
    if (!store.has(record.trackId)) throw new Error(`there is no track ${record.trackId}`);
    if (tracks.has(record.trackId))
      throw new Error(`the track ${record.trackId} has two cuboids in ${frameId}`);
    tracks.add(record.trackId);
  }
}
