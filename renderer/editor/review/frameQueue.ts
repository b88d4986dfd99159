import type { FrameId } from '../document/records.ts';

/** Edits come in bursts: frames that wait are looked at when there was none for so long, milliseconds. */
const QUIET = 400;

/** Frames to look at again when nobody is waiting for anything else, each once however often it was asked for. */
export class FrameQueue {
  readonly #waiting = new Set<FrameId>();
  readonly #pause: (milliseconds: number) => Promise<void>;
  readonly #look: (frameId: FrameId) => Promise<void>;
  readonly #told: () => Promise<void>;
  #turn = 0;
  #isLooking = false;

  /**
   * @param look at one frame; a frame that fails is left as it is
   * @param told once no frame waits any more
   */
  constructor(
    pause: (milliseconds: number) => Promise<void>,
    look: (frameId: FrameId) => Promise<void>,
    told: () => Promise<void>,
  ) {
    this.#pause = pause;
    this.#look = look;
    this.#told = told;
  }

  add(frames: Iterable<FrameId>): void {
    for (const frameId of frames) this.#waiting.add(frameId);
    const turn = ++this.#turn;
    void this.#pause(QUIET).then(() => (turn === this.#turn ? this.#run() : undefined));
  }

  clear(): void {
    this.#waiting.clear();
  }

  async #run(): Promise<void> {
    // What is added meanwhile waits for its own quiet.
    if (this.#isLooking) return;
    this.#isLooking = true;
    const turn = this.#turn;
    while (this.#waiting.size > 0 && turn === this.#turn) {
      const frameId = [...this.#waiting][0]!;
      this.#waiting.delete(frameId);
      await this.#look(frameId).catch(() => undefined);
    }
    this.#isLooking = false;
    if (this.#waiting.size > 0) this.add([]);
    await this.#told().catch(() => undefined);
  }
}
