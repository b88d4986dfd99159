import type { StoreApi } from 'zustand/vanilla';
import { deepEqual } from '#shared/deepEqual.ts';
import type { HistoryDirection, HistoryEntry } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, RecordId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import { withShown } from './trackView.ts';

export interface TimeTravelOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  mayEdit(): boolean;
  interrupt(): void;
  loadFrame(frameId: FrameId): Promise<unknown>;
  goToFrame(frameId: FrameId): Promise<void>;
}

/** Undo and redo as a person means them: go to where it was, load what it needs, do it, show what it changed. */
export class TimeTravel {
  readonly #options: TimeTravelOptions;
  /** One after the other: a second press must not overtake the first, which may still be loading a frame. */
  #queue: Promise<void> = Promise.resolve();

  constructor(options: TimeTravelOptions) {
    this.#options = options;
  }

  go(direction: HistoryDirection): Promise<void> {
    this.#queue = this.#queue.then(() => this.#step(direction));
    return this.#queue;
  }

  async #step(direction: HistoryDirection): Promise<void> {
    const { document, state, mayEdit, interrupt, goToFrame } = this.#options;
    const { history } = document;
    interrupt();
    const entry = history.next(direction);
    if (entry === undefined) return;
    await this.#loadFrames(history.framesNeeded(direction));
    const [first] = entry.frames;
    const { frameId } = state.getState();
    if (first !== undefined && frameId !== undefined && !entry.frames.includes(frameId))
      await goToFrame(first);
    // Edited while the frame was on its way: that edit is what the next undo is about.
    if (history.next(direction)?.serial !== entry.serial || !mayEdit()) return;
    interrupt();
    const done = direction === 'undo' ? history.undo() : history.redo();
    if (done !== undefined) this.#show(direction, done);
    else {
      const { canUndo, canRedo } = history;
      state.setState({ prompt: { kind: 'undo-refused', label: entry.label }, canUndo, canRedo });
    }
  }

  /** A frame that cannot be loaded makes the history refuse, which is then said. */
  async #loadFrames(frameIds: readonly FrameId[]): Promise<void> {
    await Promise.allSettled(frameIds.map((frameId) => this.#options.loadFrame(frameId)));
  }

  #show(direction: HistoryDirection, entry: HistoryEntry): void {
    const { document, state } = this.#options;
    const { frameId } = state.getState();
    const changed = entry.ids
      .map((id) => document.get<RecordId>(id))
      .filter((record) => record?.type === 'cuboid')
      .filter((record) => record.frameId === frameId);
    const kind = direction === 'undo' ? 'undone' : 'redone';
    state.setState(({ selection, trackView }) => {
      const ids = changed.map(({ id }) => id);
      const prompt = { kind, label: entry.label, frameId: entry.frames[0] } as const;
      if (ids.length === 0) return { prompt };
      const shown = withShown(
        trackView,
        changed.map(({ trackId }) => trackId),
      );
      // The same list where it is the same: whatever follows the selection need not look again.
      return { prompt, selection: deepEqual(selection, ids) ? selection : ids, trackView: shown };
    });
  }
}
