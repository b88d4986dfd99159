import type { Diff } from './diff.ts';
import {
  frameOf,
  type Box2dRecord,
  type CuboidRecord,
  type DoneRecord,
  type FrameId,
  type LabelRecord,
  type RecordId,
  type RecordOf,
  type ReviewRecord,
  type TrackRecord,
} from './records.ts';

/** Everything in one frame, each list sorted by id so that it does not depend on the order of edits. */
export interface FrameRecords {
  readonly cuboids: readonly CuboidRecord[];
  readonly boxes2d: readonly Box2dRecord[];
  readonly reviews: readonly ReviewRecord[];
  readonly done: DoneRecord | undefined;
}

/** The records themselves, by id and by frame. Knows neither history nor gestures. */
export class RecordStore {
  readonly #records = new Map<RecordId, LabelRecord>();
  readonly #frames = new Map<FrameId, Set<RecordId>>();
  #tracks: readonly TrackRecord[] | undefined;

  get<Id extends RecordId>(id: Id): RecordOf<Id> | undefined {
    // An id is branded with the type of the record that it stands for.
    return this.#records.get(id) as RecordOf<Id> | undefined;
  }

  has(id: RecordId): boolean {
    return this.#records.has(id);
  }

  isLoaded(frameId: FrameId): boolean {
    return this.#frames.has(frameId);
  }

  loadedFrames(): readonly FrameId[] {
    return [...this.#frames.keys()];
  }

  openFrame(frameId: FrameId): void {
    if (!this.#frames.has(frameId)) this.#frames.set(frameId, new Set());
  }

  /** Forgets a frame with all its records and returns their ids. */
  closeFrame(frameId: FrameId): readonly RecordId[] {
    const ids = [...(this.#frames.get(frameId) ?? [])];
    for (const id of ids) this.#records.delete(id);
    this.#frames.delete(frameId);
    return ids;
  }

  put(record: LabelRecord): void {
    const frameId = frameOf(record);
    if (frameId !== undefined) {
      const ids = this.#frames.get(frameId);
      if (ids === undefined) throw new Error(`the frame ${frameId} is not loaded`);
      ids.add(record.id);
    }
    this.#records.set(record.id, record);
    if (record.type === 'track') this.#tracks = undefined;
  }

  remove(id: RecordId): void {
    const record = this.#records.get(id);
    if (record === undefined) return;
    const frameId = frameOf(record);
    if (frameId !== undefined) this.#frames.get(frameId)?.delete(id);
    this.#records.delete(id);
    if (record.type === 'track') this.#tracks = undefined;
  }

  apply(diff: Diff): void {
    for (const [id, { after }] of diff) {
      if (after === undefined) this.remove(id);
      else this.put(after);
    }
  }

  idsIn(frameId: FrameId): ReadonlySet<RecordId> {
    return this.#frames.get(frameId) ?? new Set();
  }

  /** By number; the same array until a track changes. */
  tracks(): readonly TrackRecord[] {
    this.#tracks ??= sortTracks([...this.#records.values()].filter((record) => record.type === 'track'));
    return this.#tracks;
  }
}

export function sortTracks(tracks: TrackRecord[]): readonly TrackRecord[] {
  return tracks.sort((a, b) => a.number - b.number || compareIds(a.id, b.id));
}

/** Splits records by type, each list sorted by id. */
export function groupRecords(records: Iterable<LabelRecord>): FrameRecords {
  const cuboids: CuboidRecord[] = [];
  const boxes2d: Box2dRecord[] = [];
  const reviews: ReviewRecord[] = [];
  let done: DoneRecord | undefined;
  for (const record of records) {
    if (record.type === 'cuboid') cuboids.push(record);
    else if (record.type === 'box2d') boxes2d.push(record);
    else if (record.type === 'review') reviews.push(record);
    else if (record.type === 'done') done = record;
  }
  return { cuboids: cuboids.sort(byId), boxes2d: boxes2d.sort(byId), reviews: reviews.sort(byId), done };
}

function byId(a: LabelRecord, b: LabelRecord): number {
  return compareIds(a.id, b.id);
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
