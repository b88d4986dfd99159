import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../../document/labelDocument.ts';
import type { CuboidId, FrameId, RecordId } from '../../document/records.ts';
import type { EditorState } from '../editorState.ts';

export interface RecoveredEditsOptions {
  readonly state: StoreApi<EditorState>;
  readonly document: LabelDocument;
  goToFrame(frameId: FrameId): Promise<void>;
  select(ids: readonly CuboidId[]): void;
  undo(): Promise<void>;
}

/** What a person can do about the edits that came back from the journal. */
export class RecoveredEdits {
  readonly #options: RecoveredEditsOptions;

  constructor(options: RecoveredEditsOptions) {
    this.#options = options;
  }

  /** Goes to where they are and selects what they changed there. */
  async show(): Promise<void> {
    const { state, document, goToFrame, select } = this.#options;
    const { recovered, frameId } = state.getState();
    const [first] = recovered?.frames ?? [];
    if (recovered === undefined || first === undefined) return;
    if (frameId === undefined || !recovered.frames.includes(frameId)) await goToFrame(first);
    const ids = new Set<RecordId>(recovered.ids);
    const shown = state.getState().frameId;
    const cuboids = shown === undefined ? [] : document.cuboidsIn(shown);
    select(cuboids.map(({ id }) => id).filter((id) => ids.has(id)));
  }

  /** Takes them back, which can be made again; nothing where something was edited since. */
  async discard(): Promise<void> {
    const { state, undo } = this.#options;
    const { recovered } = state.getState();
    this.dismiss();
    for (let left = recovered?.steps ?? 0; left > 0; left--) await undo();
  }

  /** The person has taken note. */
  dismiss(): void {
    this.#options.state.setState({ recovered: undefined });
  }
}
