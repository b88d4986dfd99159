import { deepEqual } from '#shared/deepEqual.ts';
import { deepFreeze } from './deep.ts';
import { framesOfDiff, tracksOfDiff, type Diff } from './diff.ts';
import { Gesture } from './gesture.ts';
import { History, type HistoryDirection, type HistoryEntry, type HistoryLabel } from './history.ts';
import { checkFrame } from './checkFrame.ts';
import { isFrozen, withoutFrozen } from './frozen.ts';
import { keepsRules, leavesOrphans } from './keepsRules.ts';
import { groupRecords, RecordStore, sortTracks, type FrameRecords } from './recordStore.ts';
import {
  frameOf,
  type CuboidRecord,
  type FrameId,
  type LabelRecord,
  type RecordId,
  type RecordOf,
  type TrackId,
  type TrackRecord,
} from './records.ts';
import { recordEdit, type Transaction } from './transaction.ts';

export type ChangeCause = 'load' | 'unload' | 'preview' | 'commit' | 'cancel' | 'undo' | 'redo';

export interface DocumentChange {
  readonly cause: ChangeCause;
  readonly ids: ReadonlySet<RecordId>;
  /** Frames that hold a changed record, or a cuboid or 2D box of a changed track. */
  readonly frames: ReadonlySet<FrameId>;
  /** The changed records that are tracks. */
  readonly tracks: ReadonlySet<TrackId>;
  /** What a commit, an undo or a redo did; empty for all else. */
  readonly diff: Diff;
  /** The entry of history that a commit made or became part of, or that was taken back or made again. */
  readonly edit?: Pick<HistoryEntry, 'serial' | 'label'>;
}

const NO_DIFF: Diff = new Map();
const NO_RECORDS: FrameRecords = { cuboids: [], boxes2d: [], reviews: [], done: undefined };

/** The labels of a sequence: tracks of the whole, records of the frames that are loaded. Rules: SPEC.md. */
export class LabelDocument {
  readonly history: History;
  readonly #store = new RecordStore();
  readonly #listeners = new Set<(change: DocumentChange) => void>();
  readonly #frameCache = new Map<FrameId, FrameRecords>();
  /** Tracks as a preview shows them; undefined while no preview touches one. */
  #previewTracks: readonly TrackRecord[] | undefined;
  /** What the running gesture shows over the store. */
  #overlay: Diff = NO_DIFF;
  #gesture: Gesture | undefined;

  /**
   * What every edit brings with it: run with the edit's diff before it is committed, within the same transaction. Not
   * when undone or redone: the diff holds what followed.
   */
  follow: ((tx: Transaction, diff: Diff) => void) | undefined;
  /** Told of the accepted frames in which an edit would have changed something. It did not: they stay as they are. */
  onKept: ((frames: ReadonlySet<FrameId>) => void) | undefined;

  constructor(options: { historyBytes?: number } = {}) {
    this.history = new History(
      {
        isLoaded: (frameId) => this.#store.isLoaded(frameId),
        fits: (diff) => this.#fits(diff) && withoutFrozen(this.#store, diff).kept.size === 0,
        allows: (diff) => keepsRules(this.#store, diff),
        apply: (diff) => {
          this.#requireNoGesture();
          this.#store.apply(diff);
        },
        announce: (diff, cause, entry) => this.#notifyEdit(cause, diff, entry),
      },
      options.historyBytes,
    );
  }

  /** The record as it is shown, a running preview included. */
  get<Id extends RecordId>(id: Id): RecordOf<Id> | undefined {
    const change = this.#overlay.get(id);
    // An id is branded with the type of the record that it stands for.
    return change === undefined ? this.#store.get(id) : (change.after as RecordOf<Id> | undefined);
  }

  /** Cuboids of a frame by id, a running preview included; the same array until that frame changes. */
  cuboidsIn(frameId: FrameId): readonly CuboidRecord[] {
    return this.recordsIn(frameId).cuboids;
  }

  /** Everything in a frame, a running preview included; the same object until that frame changes. */
  recordsIn(frameId: FrameId): FrameRecords {
    if (!this.isLoaded(frameId)) return NO_RECORDS;
    let records = this.#frameCache.get(frameId);
    if (records === undefined) {
      const ids = new Set<RecordId>([...this.#store.idsIn(frameId), ...this.#overlay.keys()]);
      const shown = [...ids]
        .map((id): LabelRecord | undefined => this.get(id))
        .filter((record) => record !== undefined);
      records = groupRecords(shown.filter((record) => frameOf(record) === frameId));
      this.#frameCache.set(frameId, records);
    }
    return records;
  }

  /** What is to be saved: without a running preview, which may yet be cancelled. */
  readonly committed = {
    recordsIn: (frameId: FrameId): FrameRecords => {
      if (this.#overlay.size === 0) return this.recordsIn(frameId);
      const records = [...this.#store.idsIn(frameId)].map((id): LabelRecord | undefined =>
        this.#store.get(id),
      );
      return groupRecords(records.filter((record) => record !== undefined));
    },
    tracks: (): readonly TrackRecord[] => this.#store.tracks(),
  };

  /** All tracks by number; the same array until one changes. */
  tracks(): readonly TrackRecord[] {
    return this.#previewTracks ?? this.#store.tracks();
  }

  isLoaded(frameId: FrameId): boolean {
    return this.#store.isLoaded(frameId);
  }

  loadedFrames(): readonly FrameId[] {
    return this.#store.loadedFrames();
  }

  /** Is it accepted, and so left as it is by every edit until it is reopened? */
  isFrozen(frameId: FrameId): boolean {
    return isFrozen(this.#store, frameId);
  }

  subscribe(listener: (change: DocumentChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts a frame's records in place of those it had. Not in history. Throws when they break a rule. */
  loadFrame(frameId: FrameId, records: readonly LabelRecord[]): void {
    checkFrame(this.#store, frameId, records);
    this.#dropGestureIn(frameId);
    const ids = new Set<RecordId>([...this.#store.closeFrame(frameId), ...records.map(({ id }) => id)]);
    this.#store.openFrame(frameId);
    for (const record of records) this.#store.put(deepFreeze(record));
    this.#notify('load', ids, [frameId]);
  }

  /** Forgets a frame's records; edits of it stay in history. */
  unloadFrame(frameId: FrameId): void {
    if (!this.isLoaded(frameId)) return;
    this.#dropGestureIn(frameId);
    this.#notify('unload', this.#store.closeFrame(frameId), [frameId]);
  }

  /** Puts these tracks in place of all others, except those that a loaded cuboid or 2D box needs. Not in history. */
  loadTracks(tracks: readonly TrackRecord[]): void {
    if (this.#previewTracks !== undefined) this.#gesture?.cancel();
    const given = new Set(tracks.map(({ id }) => id));
    const needed = this.#tracksInUse();
    const gone = this.#store.tracks().filter(({ id }) => !given.has(id) && !needed.has(id));
    for (const { id } of gone) this.#store.remove(id);
    for (const track of tracks) this.#store.put(deepFreeze(track));
    const changed = new Set([...given, ...gone.map(({ id }) => id)]);
    this.#notify('load', changed, [], changed);
  }

  /**
   * Puts what somebody else has made of some records in their place, undefined: removed them. Not in history. Leaves a
   * running gesture alone by throwing: {@link whenIdle} comes before. Throws also, with nothing changed, when a rule of
   * the document would be broken.
   */
  adopt(changes: ReadonlyMap<RecordId, LabelRecord | undefined>): void {
    this.#requireNoGesture();
    const diff = recordEdit(this.#store, (tx) => {
      for (const [id, record] of changes) {
        if (tx.get(id) !== undefined) tx.remove(id);
        if (record !== undefined) tx.create(record);
      }
    });
    if (diff.size === 0) return;
    if (leavesOrphans(this.#store, diff)) throw new Error('a cuboid needs its track');
    this.#store.apply(diff);
    this.#notify('load', diff.keys(), framesOfDiff(diff), tracksOfDiff(diff));
  }

  /**
   * Makes one edit and one entry of history, or changes nothing and throws. Undefined when the edit changed nothing.
   * With `mergeInto`, the edit becomes part of that entry if it is still the newest.
   */
  transact(
    label: HistoryLabel,
    edit: (tx: Transaction) => void,
    options: { mergeInto?: HistoryEntry } = {},
  ): HistoryEntry | undefined {
    this.#requireNoGesture();
    return this.#commit(label, recordEdit(this.#store, edit), options.mergeInto);
  }

  get isGestureRunning(): boolean {
    return this.#gesture !== undefined;
  }

  /** Does something as soon as no gesture runs. */
  async whenIdle<Result>(work: () => Result): Promise<Result> {
    while (this.#gesture !== undefined) await this.#gesture.over;
    return work();
  }

  /** Begins an edit that is shown while it is made. One at a time: throws while another runs. */
  beginGesture(label: HistoryLabel): Gesture {
    this.#requireNoGesture();
    const gesture = new Gesture({
      base: this.#store,
      show: (diff) => this.#show(diff, 'preview'),
      finish: (diff) => {
        this.#gesture = undefined;
        this.#overlay = NO_DIFF;
        this.#previewTracks = undefined;
        return this.#commit(label, diff);
      },
      drop: () => {
        this.#gesture = undefined;
        this.#show(NO_DIFF, 'cancel');
      },
    });
    this.#gesture = gesture;
    return gesture;
  }

  #commit(label: HistoryLabel, edited: Diff, mergeInto?: HistoryEntry): HistoryEntry | undefined {
    if (edited.size === 0) return undefined;
    // Before what follows, too: that must not follow what is left out.
    const own = withoutFrozen(this.#store, edited);
    const followed = withoutFrozen(this.#store, this.#withFollowing(own.diff));
    const kept = new Set([...own.kept, ...followed.kept]);
    const { diff } = followed;
    const entry = diff.size === 0 ? undefined : this.#record(label, diff, mergeInto);
    if (kept.size > 0) this.onKept?.(kept);
    return entry;
  }

  #record(label: HistoryLabel, diff: Diff, mergeInto: HistoryEntry | undefined): HistoryEntry | undefined {
    this.#store.apply(diff);
    const merges = mergeInto !== undefined && this.history.isNewest(mergeInto);
    const entry = merges ? this.history.mergeIntoLast(diff) : this.history.push(label, diff);
    this.#notifyEdit('commit', diff, entry ?? mergeInto);
    return entry;
  }

  #withFollowing(diff: Diff): Diff {
    const { follow } = this;
    return follow === undefined ? diff : recordEdit(this.#store, (tx) => follow(tx, diff), diff);
  }

  #show(overlay: Diff, cause: 'preview' | 'cancel'): void {
    const last = this.#overlay;
    this.#overlay = overlay;
    this.#previewTracks = previewTracks(this.#store.tracks(), overlay);
    if (last.size === 0 && overlay.size === 0) return;
    this.#notifyOf(cause, [last, overlay]);
  }

  #fits(diff: Diff): boolean {
    return [...diff].every(([id, { before }]) => deepEqual(this.#store.get(id), before));
  }

  #requireNoGesture(): void {
    if (this.#gesture !== undefined) throw new Error('a gesture is running');
  }

  #dropGestureIn(frameId: FrameId): void {
    if (framesOfDiff(this.#overlay).includes(frameId)) this.#gesture?.cancel();
  }

  #tracksInUse(): ReadonlySet<TrackId> {
    const frames = this.loadedFrames().map((frameId) => this.recordsIn(frameId));
    const cuboids = frames.flatMap((frame) => frame.cuboids.map(({ trackId }) => trackId));
    const boxes = frames.flatMap((frame) => frame.boxes2d.flatMap(({ trackId }) => trackId ?? []));
    return new Set([...cuboids, ...boxes]);
  }

  #notifyEdit(cause: 'commit' | HistoryDirection, diff: Diff, edit: DocumentChange['edit']): void {
    this.#notifyOf(cause, [diff], {
      diff,
      ...(edit && { edit: { serial: edit.serial, label: edit.label } }),
    });
  }

  #notifyOf(cause: ChangeCause, diffs: readonly Diff[], what: Partial<DocumentChange> = {}): void {
    this.#notify(
      cause,
      diffs.flatMap((diff) => [...diff.keys()]),
      diffs.flatMap(framesOfDiff),
      diffs.flatMap(tracksOfDiff),
      what,
    );
  }

  #notify(
    cause: ChangeCause,
    changed: Iterable<RecordId>,
    changedFrames: Iterable<FrameId>,
    changedTracks: Iterable<TrackId> = [],
    what: Partial<DocumentChange> = {},
  ): void {
    const frames = new Set(changedFrames);
    const tracks = new Set(changedTracks);
    for (const frameId of tracks.size === 0 ? [] : this.loadedFrames()) {
      const { cuboids, boxes2d } = this.recordsIn(frameId);
      const isOfOne = ({ trackId }: { trackId?: TrackId }): boolean =>
        trackId !== undefined && tracks.has(trackId);
      if (cuboids.some(isOfOne) || boxes2d.some(isOfOne)) frames.add(frameId);
    }
    for (const frameId of frames) this.#frameCache.delete(frameId);
    const change = { cause, ids: new Set(changed), frames, tracks, diff: NO_DIFF, ...what };
    for (const listener of this.#listeners) listener(change);
  }
}

function previewTracks(stored: readonly TrackRecord[], overlay: Diff): readonly TrackRecord[] | undefined {
  const changes = [...overlay].filter(([, { before, after }]) => (after ?? before)?.type === 'track');
  if (changes.length === 0) return undefined;
  const shown = new Map<RecordId, LabelRecord>(stored.map((track) => [track.id, track]));
  for (const [id, { after }] of changes) {
    if (after === undefined) shown.delete(id);
    else shown.set(id, after);
  }
  return sortTracks([...shown.values()].filter((record) => record.type === 'track'));
}
