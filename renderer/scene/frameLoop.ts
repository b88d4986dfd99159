/** What must be drawn again. The overlay is painted with every frame of the scene, too. */
export type Dirt = 'nothing' | 'overlay' | 'scene';

/** After the last move of the camera, this long until all points are drawn again, milliseconds. */
const REST_AFTER_MS = 150;

/** Remembers what is dirty and whether the camera moves; asks for frames only when there is something to draw. */
export class FrameLoop {
  readonly #invalidate: () => void;
  readonly #onRest: () => void;
  #dirt: Dirt = 'scene';
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  /** `onRest`: the camera has come to rest. */
  constructor(invalidate: () => void, onRest: () => void) {
    this.#invalidate = invalidate;
    this.#onRest = onRest;
  }

  get isMoving(): boolean {
    return this.#restTimer !== undefined;
  }

  mark(dirt: Exclude<Dirt, 'nothing'>): void {
    if (this.#dirt !== 'scene') this.#dirt = dirt;
    this.#invalidate();
  }

  /** The camera moved: a frame now, and another once it rests. */
  markMoving(): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => {
      this.#restTimer = undefined;
      this.#onRest();
    }, REST_AFTER_MS);
    this.mark('scene');
  }

  /** What is to be drawn now; from here on it counts as drawn. */
  take(): Dirt {
    const dirt = this.#dirt;
    this.#dirt = 'nothing';
    return dirt;
  }

  dispose(): void {
    clearTimeout(this.#restTimer);
    this.#restTimer = undefined;
  }
}
