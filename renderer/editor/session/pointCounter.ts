import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';
import type { EditorState } from './editorState.ts';

export interface PointCounterOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly queries: CloudQueries;
}

/**
 * Keeps the counts of the frame on screen, during drags too. One question at a time: what changes meanwhile is asked
 * next, once, as it is then; so a fast drag skips positions and never falls behind.
 */
export class PointCounter {
  readonly #options: PointCounterOptions;
  readonly #waiting = new Set<CuboidId>();
  #isAsking = false;

  constructor(options: PointCounterOptions) {
    this.#options = options;
  }

  /** Another frame is on screen, or this one was loaded again: everything is counted anew. */
  restart(): void {
    const { document, state } = this.#options;
    this.#waiting.clear();
    state.setState({ pointCounts: new Map() });
    const { frameId } = state.getState();
    if (frameId !== undefined) this.recount(document.cuboidsIn(frameId).map(({ id }) => id));
  }

  recount(ids: Iterable<CuboidId>): void {
    for (const id of ids) this.#waiting.add(id);
    if (!this.#isAsking && this.#waiting.size > 0) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    while (this.#waiting.size > 0) {
      const { frameId } = this.#options.state.getState();
      const ids = [...this.#waiting];
      this.#waiting.clear();
      if (frameId !== undefined) await this.#count(frameId, ids);
    }
    this.#isAsking = false;
  }

  async #count(frameId: FrameId, ids: readonly CuboidId[]): Promise<void> {
    const { document, queries, state } = this.#options;
    const records = ids.map((id) => document.get(id)).filter((record) => record?.frameId === frameId);
    const present = records.filter((record) => record !== undefined);
    const gone = ids.filter((id) => document.get(id) === undefined);
    const counts =
      present.length === 0
        ? []
        : await queries
            .countPoints(
              frameId,
              present.map(({ cuboid }) => cuboid),
            )
            .catch(() => undefined);
    if (state.getState().frameId !== frameId) return;
    const next = new Map(state.getState().pointCounts);
    for (const id of gone) next.delete(id);
    present.forEach(({ id }, i) => {
      const count = counts?.[i];
      if (count === undefined || document.get(id) === undefined) next.delete(id);
      else next.set(id, count);
    });
    state.setState({ pointCounts: next });
  }
}
