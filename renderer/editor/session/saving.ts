import type { StoreApi } from 'zustand/vanilla';
import type { Problem } from '#shared/problems/problem.ts';
import type { DocumentChange, LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, RecordId } from '../document/records.ts';
import { ConflictList } from './conflictList.ts';
import type { EditorSessionOptions } from './editorSession.ts';
import type { EditorState } from './editorState.ts';
import { FrameWriter, type FrameWriterOptions } from './frameWriter.ts';
import { CommitLog } from './journal/commitLog.ts';
import { recoverEdits } from './journal/recovery.ts';
import type { LabelStore } from './labelStore.ts';
import { OutsideChanges, type OutsideChangesOptions } from './outsideChanges.ts';
import { Saver, TRACKS, type LabelFile } from './saver.ts';

export interface SavingOptions
  extends EditorSessionOptions, Pick<OutsideChangesOptions, 'onReload' | 'onIndex'> {
  readonly state: StoreApi<EditorState>;
  readonly document: LabelDocument;
  readonly store: LabelStore;
  readonly calibrations: FrameWriterOptions['calibrations'];
  readonly imageSize: FrameWriterOptions['imageSize'];
  /** A frame's file was written. */
  onSaved(frameId: FrameId): void;
}

/** The way of edits to the disk: into the journal at once, into the label files soon after, and what comes from there. */
export class Saving {
  readonly outside: OutsideChanges;
  readonly #options: SavingOptions;
  readonly #log: CommitLog;
  readonly #saver: Saver;
  readonly #conflicts: ConflictList;
  /** One at a time: others may be seen to leave while we open. */
  #recovery: Promise<readonly Problem[]> = Promise.resolve([]);

  constructor(options: SavingOptions) {
    const { state, environment, sequence, onSaved } = options;
    this.#options = options;
    this.#log = new CommitLog({
      ...options,
      sequenceId: sequence.id,
      onState: (journal) => state.setState({ journal }),
    });
    this.#conflicts = new ConflictList(state, (files) => this.#saver.setUndecided(files));
    const conflicts = this.#conflicts;
    const writer = new FrameWriter({ ...options, conflicts, newestEdit: () => this.#log.newest });
    this.#saver = new Saver({
      write: async (file) => {
        await this.#log.settled();
        if (file === TRACKS) return writer.writeTracks();
        const savedAt = await writer.writeFrame(file);
        onSaved(file);
        return savedAt;
      },
      merge: (file) => this.outside.merge(file),
      now: () => environment.now(),
      onState: (save, held) => state.setState({ save, held }),
    });
    this.outside = new OutsideChanges({ ...options, conflicts, saver: this.#saver });
  }

  /** The frame holds what is in no file yet, or what waits for a person. */
  mustStay(frameId: FrameId): boolean {
    return this.#saver.isDirty(frameId) || this.#conflicts.in(frameId).length > 0;
  }

  /** Takes note of what changed in the document; previews and what was loaded are nothing to be saved. */
  note(change: DocumentChange): void {
    const { cause, frames, tracks } = change;
    if (cause !== 'commit' && cause !== 'undo' && cause !== 'redo') return;
    const { state } = this.#options;
    const files = this.#filesOf(frames, tracks);
    this.#log.record(change, files);
    // Undo would take back this edit, and not what was recovered.
    state.setState(({ recovered }) =>
      recovered === undefined || recovered.steps === 0 ? {} : { recovered: { ...recovered, steps: 0 } },
    );
    this.#saver.mark(files);
  }

  /**
   * Takes over what earlier runs left in the journal; answers what is wrong with it. What is left in the journal of a
   * dataset that cannot be written waits there until it can.
   */
  recover(): Promise<readonly Problem[]> {
    this.#recovery = this.#recovery.then(() => this.#recover());
    return this.#recovery;
  }

  async #recover(): Promise<readonly Problem[]> {
    const { state, document, readOnly } = this.#options;
    if (readOnly !== undefined) return [];
    try {
      const { recovered, files, problems } = await recoverEdits({
        ...this.#options,
        log: this.#log,
        conflicts: this.#conflicts,
      });
      const { canUndo, canRedo } = document.history;
      state.setState((before) => ({ recovered: recovered ?? before.recovered, canUndo, canRedo }));
      this.#saver.mark(files);
      return problems;
    } catch (error) {
      this.#saver.fail(error);
      return [];
    }
  }

  /** The host is back: what could not be handed over is not kept waiting for the next try. */
  retry(): void {
    this.#log.retry();
    void this.#saver.flush();
  }

  /** Writes what is unsaved to a place where nothing is known of the files. */
  saveElsewhere(): Promise<void> {
    return this.#saver.startAnew(() => this.#options.store.forgetRevisions());
  }

  /** Writes what waits; resolves when it is written or could not be. */
  flush(): Promise<void> {
    return this.#saver.flush();
  }

  async dispose(): Promise<void> {
    await this.#saver.flush();
    this.#saver.dispose();
    await this.#log.dispose();
  }

  /**
   * The class of a track is copied into the sidecar of every frame that it occurs in, and no sidecar names a track that
   * `tracks.json` lacks: imported labels have none until the first of them is edited.
   */
  #filesOf(frames: ReadonlySet<FrameId>, tracks: ReadonlySet<RecordId>): readonly LabelFile[] {
    const { store, document } = this.#options;
    const files = new Set<LabelFile>(frames);
    if (tracks.size > 0 || [...frames].some((frameId) => store.lacksTracksOf(frameId))) files.add(TRACKS);
    for (const track of document.tracks()) {
      if (tracks.has(track.id)) for (const frameId of store.framesWith(track.id)) files.add(frameId);
    }
    return [...files];
  }
}
