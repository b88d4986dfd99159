import type { LoadedCloud } from './protocol.ts';

/** One frame that a worker holds or is loading. */
export interface HeldFrame {
  readonly frameId: string;
  /** Which worker. Changes when a worker died while loading. */
  slot: number;
  readonly abort: AbortController;
  readonly loaded: Promise<LoadedCloud>;
  /** Set once `loaded` is resolved. */
  cloud: LoadedCloud | undefined;
  /** On both threads. */
  bytes: number;
  /** Callers of `load` that still wait. */
  waiting: number;
}

export interface HoldLimits {
  /** Of all frames, on both threads. */
  readonly bytes: number;
  readonly frames: number;
}

/** The frames at hand, least recently used first, and which of them to let go. */
export class HeldFrames {
  readonly #frames = new Map<string, HeldFrame>();

  get(frameId: string): HeldFrame | undefined {
    return this.#frames.get(frameId);
  }

  add(frame: HeldFrame): void {
    this.#frames.set(frame.frameId, frame);
  }

  /** Marks as used last. */
  touch(frame: HeldFrame): void {
    if (this.#frames.delete(frame.frameId)) this.add(frame);
  }

  /** Forgets this very entry; a newer one of the same frame stays. */
  remove(frame: HeldFrame): void {
    if (this.#frames.get(frame.frameId) === frame) this.#frames.delete(frame.frameId);
  }

  all(): readonly HeldFrame[] {
    return [...this.#frames.values()];
  }

  /** What must go to respect the limits: complete frames, oldest first, those wished for last, never `current`. */
  excess(limits: HoldLimits, current: string | undefined, wished: readonly string[]): readonly HeldFrame[] {
    const complete = this.all().filter(({ cloud }) => cloud !== undefined);
    let { length } = complete;
    let bytes = complete.reduce((sum, frame) => sum + frame.bytes, 0);
    const rank = ({ frameId }: HeldFrame): number => wished.length - wished.indexOf(frameId);
    const candidates = complete.filter(({ frameId }) => frameId !== current);
    const unwished = candidates.filter(({ frameId }) => !wished.includes(frameId));
    const wishedOnes = candidates.filter(({ frameId }) => wished.includes(frameId));
    wishedOnes.sort((a, b) => rank(a) - rank(b));
    return [...unwished, ...wishedOnes].filter((frame) => {
      if (length <= limits.frames && bytes <= limits.bytes) return false;
      length -= 1;
      bytes -= frame.bytes;
      return true;
    });
  }
}
