/** Colours of a frame's points in its images; see `CloudService.paintPoints`. Rejects when aborted. */
export type PaintCloud = (
  frameId: string,
  signal: AbortSignal,
) => Promise<Uint8Array<ArrayBuffer> | undefined>;

export interface CloudColorsOptions {
  readonly paint: PaintCloud;
  /** Those of the cloud shown last; undefined: none, or not any more. */
  onColors(colors: Uint8Array<ArrayBuffer> | undefined): void;
}

/** Fetches the colours of the cloud on screen while they are wanted, and lets go of them when they are not. */
export class CloudColors {
  readonly #options: CloudColorsOptions;
  #isWanted = false;
  #frameId: string | undefined;
  #request = new AbortController();

  constructor(options: CloudColorsOptions) {
    this.#options = options;
  }

  set isWanted(isWanted: boolean) {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (!isWanted) this.#options.onColors(undefined);
    this.#update();
  }

  /** The cloud of this frame is on screen now, without colours. */
  show(frameId: string): void {
    this.#frameId = frameId;
    this.#update();
  }

  /** The images are calibrated otherwise now. */
  repaint(): void {
    this.#update();
  }

  dispose(): void {
    this.#request.abort();
  }

  #update(): void {
    this.#request.abort();
    if (!this.#isWanted || this.#frameId === undefined) return;
    const request = new AbortController();
    this.#request = request;
    this.#options.paint(this.#frameId, request.signal).then(
      (colors) => {
        if (!request.signal.aborted) this.#options.onColors(colors);
      },
      // Aborted: another cloud is on screen, or other colours.
      () => undefined,
    );
  }
}
