import type { StoreApi } from 'zustand/vanilla';
import type { HostEvent } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { Side } from '#shared/labels/merge/threeWay.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, LabelRecord, TrackId } from '../document/records.ts';
import { versionsOf } from './conflictVersions.ts';
import type { EditorState } from './editorState.ts';
import type { FetchedLabels, LabelStore } from './labelStore.ts';
import {
  mergeFrameRecords,
  mergeTrackRecords,
  recordChanges,
  type MergedLabelRecords,
  type RecordConflict,
} from './mergeRecords.ts';
import type { ConflictList } from './conflictList.ts';
import { TRACKS, type LabelFile, type Saver } from './saver.ts';
import { recordsOf, trackRecordOf } from './sidecarRecords.ts';

export interface OutsideChangesOptions {
  readonly state: StoreApi<EditorState>;
  readonly document: LabelDocument;
  readonly store: LabelStore;
  readonly saver: Saver;
  readonly conflicts: ConflictList;
  /** A frame in memory was brought up to what is on disk. */
  onReload(frameId: FrameId): void;
  /** The index of the sequence was read again. */
  onIndex(): void;
}

type LabelsChanged = Extract<HostEvent, { type: 'labels.changed' }>;

/**
 * Label files that somebody else writes while we work: put together with what we have not saved yet, object by object.
 * Only what both changed in different ways waits for a person.
 */
export class OutsideChanges {
  readonly #options: OutsideChangesOptions;

  constructor(options: OutsideChangesOptions) {
    this.#options = options;
  }

  /** Answers the host's notice of a changed file. Never rejects: what fails is shown as a failed save. */
  async notice({ frameId, revision }: LabelsChanged): Promise<void> {
    const { store, saver } = this.#options;
    // Our own write may be under way: only afterwards is it known whether the notice is about it.
    await saver.run(async () => {
      if (frameId === undefined) {
        if (store.tracksRevision !== revision) await this.#takeIndex();
        return;
      }
      const id = frameId as FrameId;
      const known = store.known(id);
      if (known === undefined) await this.#takeIndex();
      else if (known.revision !== revision || known.problem !== undefined) await this.#takeFrame(id);
    });
  }

  /**
   * Called by the saver for a file that turned out to be changed when it was to be written. Rejects when it cannot be
   * had, or is not changed at all.
   */
  async merge(file: LabelFile): Promise<void> {
    const { store } = this.#options;
    const before = file === TRACKS ? store.tracksRevision : store.known(file)?.revision;
    await (file === TRACKS ? this.#takeIndex() : this.#takeFrame(file));
    const after = file === TRACKS ? store.tracksRevision : store.known(file)?.revision;
    if (before === after && !this.#options.saver.isBlocked(file))
      throw new HostError({ code: 'conflict', message: 'refused, but not changed' });
  }

  /** A file that could not be read is looked at again. */
  async readAgain(file: LabelFile): Promise<void> {
    await this.#options.saver.run(() => (file === TRACKS ? this.#takeIndex() : this.#takeFrame(file)));
  }

  /** Ours is written over theirs, or theirs is put in place of ours as an edit like any other. */
  async choose(conflict: RecordConflict, side: Side): Promise<void> {
    const { document, conflicts, saver } = this.#options;
    const file = conflict.frameId ?? TRACKS;
    await document.whenIdle(() => {
      if (!conflicts.in(file).some(({ key }) => key === conflict.key)) return;
      conflicts.remove(conflict);
      if (side === 'theirs') this.#takeTheirs(conflict);
      saver.mark([file]);
    });
  }

  #takeTheirs(conflict: RecordConflict): void {
    const { document, store } = this.#options;
    const { trackId } = conflict;
    const { mine, theirs } = versionsOf(document, conflict);
    document.transact('theirs', (tx) => {
      if (mine !== undefined) tx.remove(mine.id);
      if (theirs === undefined) return;
      const lacksTrack = theirs.type === 'cuboid' && trackId !== undefined && tx.get(trackId) === undefined;
      if (lacksTrack) tx.create(store.trackToCreate(trackId));
      tx.create(theirs);
    });
  }

  /** Reads the index anew; tracks that we have changed are merged with those in it. */
  async #takeIndex(): Promise<void> {
    const { document, store, saver, conflicts, state, onIndex } = this.#options;
    const before = store.tracksBase;
    const revision = store.tracksRevision;
    const index = await store.fetchIndex();
    await document.whenIdle(() => {
      const mustMerge = saver.isDirty(TRACKS) || conflicts.in(TRACKS).length > 0;
      const labelProblems = store.takeIndex(index, { keepTracks: mustMerge });
      if (
        mustMerge &&
        index.readOnly === undefined &&
        index.tracksRevision !== null &&
        index.tracksRevision !== revision
      ) {
        const stored = (before?.tracks ?? []).map(trackRecordOf);
        const ours = document.committed.tracks().filter((track) => !store.isAssumed(track));
        const merged = mergeTrackRecords({
          base: revision === null ? undefined : conflicts.baseOf(TRACKS, stored),
          ours,
          theirs: index.tracks.tracks.map(trackRecordOf),
        });
        const inUse = new Set<TrackId>(
          document
            .loadedFrames()
            .flatMap((frameId) => document.cuboidsIn(frameId).map(({ trackId }) => trackId)),
        );
        const needed = ours.filter(
          ({ id }) => inUse.has(id) && !merged.records.some((record) => record.id === id),
        );
        this.#adopt(ours, [...merged.records, ...needed]);
        conflicts.set(TRACKS, merged.conflicts);
        saver.mark([TRACKS]);
        this.#say(0, merged.conflicts.length);
      }
      state.setState({ labelProblems });
      onIndex();
    });
  }

  async #takeFrame(frameId: FrameId): Promise<void> {
    const { document, store, saver } = this.#options;
    const theirs = await store.fetchLabels(frameId);
    // Objects of tracks that came with them: what these are is in their `tracks.json`.
    if (theirs.state === 'stored' && store.lacksTracksIn(theirs.sidecar)) await this.#takeIndex();
    await document.whenIdle(() => {
      const known = store.known(frameId);
      if (known === undefined) return;
      const isOurs = saver.isDirty(frameId) || this.#options.conflicts.in(frameId).length > 0;
      if (theirs.state === 'stored' && known.problem === undefined) this.#mergeFrame(frameId, theirs);
      else if (!isOurs) store.put(frameId, theirs);
      else if (theirs.state === 'unreadable') {
        // Never overwritten; ours stays in memory.
        saver.block(frameId);
        return;
      } else {
        // The file is gone: what we have made of it is written anew.
        this.#options.conflicts.set(frameId, []);
        store.setBase(frameId, null, known.base);
        saver.mark([frameId]);
      }
      saver.unblock(frameId);
      this.#options.onReload(frameId);
    });
  }

  #mergeFrame(frameId: FrameId, theirs: FetchedLabels & { readonly state: 'stored' }): void {
    const { document, store, saver, conflicts } = this.#options;
    const known = store.known(frameId);
    const wasDirty = saver.isDirty(frameId);
    const ours = recordsIn(document, frameId);
    const stored = known?.base && recordsOf(frameId, known.base);
    let merged: MergedLabelRecords;
    const theirRecords = recordsOf(frameId, theirs.sidecar);
    try {
      store.addMissingTracks(theirRecords, theirs.sidecar);
      merged = mergeFrameRecords(frameId, {
        base: stored && conflicts.baseOf(frameId, stored),
        ours,
        theirs: theirRecords,
      });
      this.#adopt(ours, merged.records);
    } catch {
      // Labels that break a rule of the document count as unreadable.
      if (wasDirty) saver.block(frameId);
      else store.put(frameId, theirs);
      return;
    }
    store.setBase(frameId, theirs.revision, theirs.sidecar, theirs);
    const taken = recordChanges(ours, merged.records);
    const wereOpen = conflicts.in(frameId).length;
    conflicts.set(frameId, merged.conflicts);
    const decided = (records: readonly LabelRecord[]): readonly LabelRecord[] =>
      records.filter((record) => !conflicts.isOpen(record, frameId));
    // Copies of classes may be outdated as well: what was to be written still is.
    if (wasDirty || recordChanges(decided(theirRecords), decided(merged.records)).size > 0)
      saver.mark([frameId]);
    const more = Math.max(0, merged.conflicts.length - wereOpen);
    if (wasDirty || more > 0) this.#say(taken.size, more);
  }

  #adopt(before: readonly LabelRecord[], after: readonly LabelRecord[]): void {
    this.#options.document.adopt(recordChanges(before, after));
  }

  #say(count: number, conflicts: number): void {
    if (count + conflicts > 0) this.#options.state.setState({ prompt: { kind: 'merged', count, conflicts } });
  }
}

/** Everything in a frame, without a running preview. */
export function recordsIn(document: LabelDocument, frameId: FrameId): readonly LabelRecord[] {
  const { cuboids, boxes2d, reviews, done } = document.committed.recordsIn(frameId);
  return [...cuboids, ...boxes2d, ...reviews, ...(done === undefined ? [] : [done])];
}
