import type { StoreApi } from 'zustand/vanilla';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostConnection } from '#shared/host/connection.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import type { FrameContent } from '../ports.ts';
import type { EditorState } from './editorState.ts';
import type { LabelStore } from './labelStore.ts';

export interface FrameNavigatorOptions {
  readonly state: StoreApi<EditorState>;
  readonly store: LabelStore;
  readonly content: FrameContent;
  readonly connection: HostConnection;
  /** Why no frame at all can be edited. */
  readonly readOnly: Problem | undefined;
  /** The frame on screen is about to be replaced. */
  onLeave(): void;
  /** What is selected in the next frame; asked when its labels are there and the old frame is still on screen. */
  selectionIn(frameId: FrameId): readonly CuboidId[];
  /** The new one is there. */
  onEnter(): void;
}

/** Frames whose content and labels are fetched ahead of and behind the one on screen. */
const AHEAD = 2;
const BEHIND = 1;
/** Who goes on by more frames at a time than this is looking for a place, and not on the way along. */
const LONGEST_STRIDE = 10;

interface LoadedLabels {
  readonly problems: readonly Problem[];
  readonly readOnly: Problem | undefined;
  /** False: the host did not hand them over. */
  readonly isThere: boolean;
}

/** Brings frames on screen: whole, one at a time, the last request winning. */
export class FrameNavigator {
  readonly #options: FrameNavigatorOptions;
  #request: AbortController | undefined;
  #wished: readonly FrameId[] = [];
  /** Frames from the one shown before to the one on screen. */
  #lastStep = 0;

  constructor(options: FrameNavigatorOptions) {
    this.#options = options;
  }

  async goTo(frameId: FrameId): Promise<void> {
    const { state } = this.#options;
    const { frameId: shown } = state.getState();
    this.#request?.abort();
    this.#request = undefined;
    if (frameId === shown || this.#indexOf(frameId) < 0) {
      state.setState({ requestedFrameId: undefined });
      return;
    }
    const request = new AbortController();
    this.#request = request;
    state.setState({ requestedFrameId: frameId });
    this.#dropWishes(frameId, shown);
    let [labels, contentProblems] = await this.#loadAll(frameId, request.signal);
    // Without the host the frame stays asked for, and the old one on screen, until it is back.
    while (this.#options.connection.state === 'lost' && isIncomplete(labels, contentProblems)) {
      await this.#reconnected(request.signal);
      if (request.signal.aborted) return;
      [labels, contentProblems] = await this.#loadAll(frameId, request.signal);
    }
    // Overtaken by a later request, which has set the state since.
    if (request.signal.aborted) return;
    this.#request = undefined;
    this.#options.onLeave();
    state.setState({
      frameId,
      requestedFrameId: undefined,
      frameProblems: [...labels.problems, ...contentProblems],
      readOnly: labels.readOnly,
      selection: this.#options.selectionIn(frameId),
      hovered: undefined,
      prompt: undefined,
    });
    this.#options.onEnter();
    this.#prefetch(frameId, shown);
  }

  /** From the frame asked for last, so that three quick steps are three frames. */
  step(by: number): Promise<void> {
    const { sequence, frameId, requestedFrameId } = this.#options.state.getState();
    const from = requestedFrameId ?? frameId;
    if (from === undefined) return Promise.resolve();
    const index = Math.min(sequence.frames.length - 1, Math.max(0, this.#indexOf(from) + by));
    const target = sequence.frames[index]?.id as FrameId | undefined;
    return target === undefined || target === from ? Promise.resolve() : this.goTo(target);
  }

  dispose(): void {
    this.#request?.abort();
  }

  #loadAll(frameId: FrameId, signal: AbortSignal): Promise<[LoadedLabels, readonly Problem[]]> {
    return Promise.all([this.#loadLabels(frameId, signal), this.#prepare(frameId, signal)]);
  }

  /** Resolves when the host can be reached, or the request is not wanted any more. */
  #reconnected(signal: AbortSignal): Promise<void> {
    const { connection } = this.#options;
    return new Promise((resolve) => {
      const end = (): void => {
        stop();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const stop = connection.subscribe(end);
      signal.addEventListener('abort', end);
      if (signal.aborted || connection.state === 'connected') end();
    });
  }

  /** Labels that cannot be had are no reason not to show the frame: it is read-only then. */
  async #loadLabels(frameId: FrameId, signal: AbortSignal): Promise<LoadedLabels> {
    try {
      const { store, readOnly } = this.#options;
      const { problems, problem } = await store.load(frameId, signal);
      return { problems, readOnly: readOnly ?? store.readOnly ?? problem, isThere: true };
    } catch (error) {
      const { problem } = toHostFailure(error);
      const unreadable: Problem = { code: 'file.unreadable', severity: 'error', path: frameId };
      return { problems: [], readOnly: problem ?? unreadable, isThere: false };
    }
  }

  async #prepare(frameId: FrameId, signal: AbortSignal): Promise<readonly Problem[]> {
    try {
      return await this.#options.content.prepare(frameId, signal);
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  }

  #prefetch(frameId: FrameId, from: FrameId | undefined): void {
    this.#wished = this.#neighbours(frameId, from);
    this.#lastStep = from === undefined ? 0 : this.#indexOf(frameId) - this.#indexOf(from);
    this.#options.content.prefetch(this.#wished);
    for (const id of this.#wished) {
      // Only ahead of need: a failure is met, and told, when the frame is asked for.
      this.#options.store.load(id).catch(() => undefined);
    }
  }

  /** What is asked for now comes first: of what was wished for, only what lies on the way there goes on. */
  #dropWishes(frameId: FrameId, from: FrameId | undefined): void {
    const near = new Set([frameId, ...this.#neighbours(frameId, from)]);
    const left = this.#wished.filter((id) => near.has(id));
    if (left.length === this.#wished.length) return;
    this.#wished = left;
    this.#options.content.prefetch(left);
  }

  /** The frames that will be asked for next if one goes on as one came, then the one to which one would turn back. */
  #neighbours(frameId: FrameId, from: FrameId | undefined): readonly FrameId[] {
    const index = this.#indexOf(frameId);
    const step = from === undefined ? 1 : index - this.#indexOf(from);
    const direction = step < 0 ? -1 : 1;
    // Scrubbing, or playing with frames left out: then the next one is as far on as this one was.
    const isStriding = this.#lastStep * step > 1 && Math.abs(step) <= LONGEST_STRIDE;
    const stride = isStriding ? step : direction;
    const offsets = [
      ...Array.from({ length: AHEAD }, (_, i) => (i + 1) * stride),
      ...Array.from({ length: BEHIND }, (_, i) => -(i + 1) * direction),
    ];
    const { frames } = this.#options.state.getState().sequence;
    return offsets.flatMap((offset) => (frames[index + offset]?.id as FrameId | undefined) ?? []);
  }

  #indexOf(frameId: FrameId): number {
    return this.#options.state.getState().sequence.frames.findIndex(({ id }) => id === frameId);
  }
}

function isIncomplete({ isThere }: LoadedLabels, contentProblems: readonly Problem[]): boolean {
  return !isThere || contentProblems.some(({ severity }) => severity === 'error');
}
