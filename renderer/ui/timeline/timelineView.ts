import {
  bringInSight,
  clampWindow,
  frameAtX,
  wholeSequence,
  xOfFrame,
  zoomWindow,
  type TimeWindow,
} from './timeWindow.ts';

/**
 * What part of a sequence is in sight, for all that is drawn of it: no React state, since it changes with every turn of
 * the wheel.
 */
export class TimelineView {
  readonly total: number;
  readonly #listeners = new Set<() => void>();
  #window: TimeWindow;
  #width = 1;
  #pointed: number | undefined;

  constructor(total: number) {
    this.total = total;
    this.#window = wholeSequence(total, 1);
  }

  get window(): TimeWindow {
    return this.#window;
  }

  /** Of the room for frames, CSS pixels. */
  get width(): number {
    return this.#width;
  }

  /** Is all of the sequence in sight? */
  get isWhole(): boolean {
    return this.#window.perFrame <= wholeSequence(this.total, this.#width).perFrame * 1.0001;
  }

  /** The frame under a pointer that is dragged along; undefined while none is. */
  get pointed(): number | undefined {
    return this.#pointed;
  }

  point(index: number | undefined): void {
    if (index === this.#pointed) return;
    this.#pointed = index;
    this.#notify();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  resize(width: number): void {
    if (width === this.#width || width <= 0) return;
    const { isWhole } = this;
    this.#width = width;
    this.#set(
      isWhole ? wholeSequence(this.total, width) : clampWindow(this.#window, this.total, width),
      true,
    );
  }

  /** @param x what stays where it is, CSS pixels from the left edge */
  zoom(factor: number, x: number): void {
    this.#set(zoomWindow(this.#window, factor, x, this.total, this.#width));
  }

  showAll(): void {
    this.#set(wholeSequence(this.total, this.#width));
  }

  /** By so many CSS pixels. */
  pan(by: number): void {
    const { first, perFrame } = this.#window;
    this.#set(clampWindow({ first: first + by / perFrame, perFrame }, this.total, this.#width));
  }

  bringInSight(index: number): void {
    this.#set(bringInSight(this.#window, index, this.total, this.#width));
  }

  xOf(index: number): number {
    return xOfFrame(this.#window, index);
  }

  frameAt(x: number): number {
    return frameAtX(this.#window, x, this.total);
  }

  #set(window: TimeWindow, isForced = false): void {
    const { first, perFrame } = this.#window;
    if (!isForced && window.first === first && window.perFrame === perFrame) return;
    this.#window = window;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
