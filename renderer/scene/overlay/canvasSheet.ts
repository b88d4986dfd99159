/** A canvas that is as sharp as the screen and drawn at most once per display frame, only when something changed. */
export class CanvasSheet {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #draw: (context: CanvasRenderingContext2D, width: number, height: number) => void;
  readonly #observer: ResizeObserver;
  #scheduled = 0;
  #width = 0;
  #height = 0;

  /** `draw` gets an empty sheet and its size in CSS pixels. */
  constructor(
    canvas: HTMLCanvasElement,
    draw: (context: CanvasRenderingContext2D, width: number, height: number) => void,
  ) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2D canvas');
    this.#canvas = canvas;
    this.#context = context;
    this.#draw = draw;
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) this.#fit(entry);
    });
    this.#observer.observe(canvas, { box: 'device-pixel-content-box' });
  }

  invalidate = (): void => {
    if (this.#scheduled === 0) this.#scheduled = requestAnimationFrame(() => this.#paint());
  };

  dispose(): void {
    this.#observer.disconnect();
    cancelAnimationFrame(this.#scheduled);
  }

  #fit({ contentRect, devicePixelContentBoxSize: [device] }: ResizeObserverEntry): void {
    this.#width = contentRect.width;
    this.#height = contentRect.height;
    this.#canvas.width = device?.inlineSize ?? Math.round(contentRect.width * devicePixelRatio);
    this.#canvas.height = device?.blockSize ?? Math.round(contentRect.height * devicePixelRatio);
    // At once: a canvas that changes its size is empty.
    cancelAnimationFrame(this.#scheduled);
    this.#paint();
  }

  #paint(): void {
    this.#scheduled = 0;
    if (this.#width === 0 || this.#height === 0) return;
    const context = this.#context;
    context.setTransform(this.#canvas.width / this.#width, 0, 0, this.#canvas.height / this.#height, 0, 0);
    context.clearRect(0, 0, this.#width, this.#height);
    this.#draw(context, this.#width, this.#height);
  }
}
