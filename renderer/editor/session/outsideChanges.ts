import type { StoreApi } from 'zustand/vanilla';
import type { HostEvent } from '#shared/host/contract.ts';
import type { FrameId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import type { LabelStore } from './labelStore.ts';
import { TRACKS, type LabelFile, type Saver } from './saver.ts';

export interface OutsideChangesOptions {
  readonly state: StoreApi<EditorState>;
  readonly store: LabelStore;
  readonly saver: Saver;
  /** A frame in memory was replaced by what is on disk. */
  onReload(frameId: FrameId): void;
  /** Our changes of the file were given up. */
  onDrop(file: LabelFile): Promise<void>;
  /** The index of the sequence was read again. */
  onIndex(): void;
}

type LabelsChanged = Extract<HostEvent, { type: 'labels.changed' }>;

/** Label files that somebody else writes while we work: taken over where we have no changes, else a conflict. */
export class OutsideChanges {
  readonly #options: OutsideChangesOptions;

  constructor(options: OutsideChangesOptions) {
    this.#options = options;
  }

  /** Answers the host's notice of a changed file. Never rejects: what fails is shown as a failed save. */
  async notice({ frameId, revision }: LabelsChanged): Promise<void> {
    const { store, saver } = this.#options;
    await this.#guarded(async () => {
      // Our own write may be under way: only afterwards is it known whether the notice is about it.
      await saver.idle();
      if (frameId === undefined) {
        if (store.tracksRevision === revision) return;
        if (saver.isDirty(TRACKS)) saver.addConflict(TRACKS);
        else await this.#loadIndex();
        return;
      }
      const id = frameId as FrameId;
      const known = store.known(id);
      if (known === undefined) await this.#loadIndex();
      else if (known.revision !== revision || known.problem !== undefined) await this.#takeUnlessDirty(id);
    });
  }

  /** Keeps what another program added to the file and we do not know; all that we know is written as ours. */
  async keepMine(frameId: FrameId | undefined): Promise<void> {
    const { store, saver } = this.#options;
    await this.#guarded(async () => {
      await saver.idle();
      if (frameId === undefined) {
        await store.loadIndex({ keepTracks: true });
      } else {
        const theirs = await store.fetchLabels(frameId);
        // A file that cannot be read is never overwritten: the conflict stays.
        if (theirs.state === 'unreadable') return;
        const isStored = theirs.state === 'stored';
        store.setBase(frameId, isStored ? theirs.revision : null, isStored ? theirs.sidecar : undefined);
      }
      saver.settle(frameId ?? TRACKS);
      await saver.flush();
    });
  }

  async takeTheirs(frameId: FrameId | undefined): Promise<void> {
    const { store, saver } = this.#options;
    await this.#guarded(async () => {
      await saver.idle();
      if (frameId === undefined) await this.#loadIndex();
      else {
        await store.reload(frameId);
        this.#options.onReload(frameId);
      }
      saver.drop(frameId ?? TRACKS);
      await this.#options.onDrop(frameId ?? TRACKS);
    });
  }

  async #takeUnlessDirty(frameId: FrameId): Promise<void> {
    const { store, saver, onReload } = this.#options;
    if (saver.isDirty(frameId)) {
      saver.addConflict(frameId);
      return;
    }
    const theirs = await store.fetchLabels(frameId);
    // Edited while theirs was on its way.
    if (saver.isDirty(frameId)) {
      saver.addConflict(frameId);
      return;
    }
    store.put(frameId, theirs);
    onReload(frameId);
  }

  async #loadIndex(): Promise<void> {
    const labelProblems = await this.#options.store.loadIndex();
    this.#options.state.setState({ labelProblems });
    this.#options.onIndex();
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.saver.fail(error);
    }
  }
}
