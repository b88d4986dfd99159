import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import type { ToolOverlay } from '../tools/toolOverlay.ts';
import type { EditorState } from './editorState.ts';

export interface PlaybackOptions {
  readonly state: StoreApi<EditorState>;
  readonly document: LabelDocument;
  readonly overlay: Pick<StoreApi<ToolOverlay>, 'subscribe'>;
  readonly motion: SequenceMotion;
  goToFrame(frameId: FrameId): Promise<void>;
  /** Milliseconds, of any beginning. */
  now(): number;
}

/** Where frames do not say when they are, milliseconds from one to the next: lidars turn ten times a second. */
const USUAL_PERIOD_MS = 100;

/**
 * Shows frame after frame as fast as they were recorded. What cannot be shown in time is left out, so that the picture
 * never lags behind the clock. An edit, a gesture or another way of going through the frames ends it.
 */
export class Playback {
  readonly store: StoreApi<{ readonly isPlaying: boolean }> = createStore(() => ({ isPlaying: false }));
  readonly #options: PlaybackOptions;
  #run: AbortController | undefined;
  #asked: FrameId | undefined;

  constructor(options: PlaybackOptions) {
    this.#options = options;
  }

  /** Ends itself at the last frame; from there it begins at the first one. */
  async start(): Promise<void> {
    this.stop();
    const run = new AbortController();
    this.#run = run;
    const stops = this.#watch();
    this.store.setState({ isPlaying: true }, true);
    try {
      await this.#play(run.signal);
    } finally {
      stops.forEach((stop) => stop());
      if (this.#run === run) this.#end();
    }
  }

  /** False: it was not playing. What it has asked for last does not come any more. */
  stop(): boolean {
    if (this.#run === undefined) return false;
    const { state, goToFrame } = this.#options;
    const { frameId, requestedFrameId } = state.getState();
    const isAsking = requestedFrameId !== undefined && requestedFrameId === this.#asked;
    this.#end();
    if (isAsking && frameId !== undefined) void goToFrame(frameId);
    return true;
  }

  #end(): void {
    this.#run?.abort();
    this.#run = undefined;
    this.#asked = undefined;
    this.store.setState({ isPlaying: false }, true);
  }

  async #play(signal: AbortSignal): Promise<void> {
    const { state, now } = this.#options;
    const { sequence, frameId } = state.getState();
    const last = sequence.frames.length - 1;
    let at = sequence.frames.findIndex(({ id }) => id === frameId);
    if (at === last && !(await this.#show((at = 0), signal))) return;
    const first = at;
    const startedAt = now();
    while (at < last && !signal.aborted) {
      const due = this.#dueAfter(first, now() - startedAt);
      if (due === at) await wait(this.#millisecondsTo(first, at + 1) - (now() - startedAt), signal);
      else if (!(await this.#show((at = due), signal))) return;
    }
  }

  /** False: something else was asked for meanwhile. */
  async #show(index: number, signal: AbortSignal): Promise<boolean> {
    const { state, goToFrame } = this.#options;
    const frameId = state.getState().sequence.frames[index]?.id as FrameId | undefined;
    if (frameId === undefined || signal.aborted) return false;
    this.#asked = frameId;
    await goToFrame(frameId);
    return !signal.aborted && state.getState().frameId === frameId;
  }

  #dueAfter(first: number, milliseconds: number): number {
    const last = this.#options.motion.times.length - 1;
    let due = first;
    while (due < last && this.#millisecondsTo(first, due + 1) <= milliseconds) due += 1;
    return due;
  }

  #millisecondsTo(first: number, index: number): number {
    const { times, isTimed } = this.#options.motion;
    return isTimed ? (times[index]! - times[first]!) * 1000 : (index - first) * USUAL_PERIOD_MS;
  }

  #watch(): (() => void)[] {
    const { state, document, overlay } = this.#options;
    return [
      document.subscribe(({ cause }) => {
        if (cause !== 'load' && cause !== 'unload') this.stop();
      }),
      overlay.subscribe(({ band, footprint, readout, activeHandle }) => {
        if (band ?? footprint ?? readout ?? activeHandle) this.stop();
      }),
      state.subscribe(({ requestedFrameId }, before) => {
        if (requestedFrameId === before.requestedFrameId) return;
        if (requestedFrameId !== undefined && requestedFrameId !== this.#asked) this.stop();
      }),
    ];
  }
}

/** Resolves early when aborted. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
