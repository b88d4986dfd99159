import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Anchor } from '#shared/labels/review.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import { PlaceFinder, type FoundPlace } from './placeFinder.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { OriginalImage, PointerInput, ToolView } from './view.ts';

/**
 * Points at the place that a note is to stand at: a pixel of an image, or in the cloud the nearest lidar point, else the
 * ground. One click, then it selects again; until then views navigate as ever.
 */
export class NoteTool implements Tool {
  readonly #context: ToolContext;
  readonly #places: PlaceFinder;
  #press: Pixel | undefined;

  constructor(context: ToolContext) {
    this.#context = context;
    this.#places = new PlaceFinder(context, (view, place) => this.#show(view, place));
  }

  pointerDown({ button, position }: PointerInput): 'handled' | 'ignored' {
    if (button === 'left') this.#press = position;
    return 'ignored';
  }

  pointerMove(input: PointerInput): void {
    const { view, position } = input;
    if (view.kind !== 'image') return this.#places.over(input);
    this.#places.leave();
    const cursor = pixelAt(view, position) === undefined ? 'not-allowed' : 'crosshair';
    this.#context.overlay.setState({ cursor, viewId: view.id }, true);
  }

  pointerUp({ view, position }: PointerInput): void {
    const press = this.#press;
    this.#press = undefined;
    if (press === undefined || pixelDistance(press, position) >= CLICK_PIXELS) return;
    if (view.kind !== 'image') {
      void this.#places.find(view, position).then((place) => {
        if (place !== undefined)
          this.#take({ point: [rounded(place.at[0], 3), rounded(place.at[1], 3), rounded(place.at[2], 3)] });
      });
      return;
    }
    const pixel = pixelAt(view, position);
    if (pixel !== undefined && view.cameraId !== undefined)
      this.#take({ camera: view.cameraId, pixel: [...pixel] });
    else if (view.image === undefined) this.#context.state.setState({ prompt: { kind: 'note-not-here' } });
  }

  /** The first click has taken the place. */
  doubleClick(): boolean {
    return true;
  }

  pointerLeave(): void {
    this.#places.leave();
    this.#context.overlay.setState({ cursor: 'crosshair' }, true);
  }

  /** There is nothing under way that could be lost. */
  interrupt(reason: InterruptReason): boolean {
    this.#press = undefined;
    if (reason === 'blur' || reason === 'lost-capture' || reason === 'command') return false;
    this.#places.forget();
    this.#context.overlay.setState({ cursor: 'default' }, true);
    return false;
  }

  #take(pointedAt: Anchor): void {
    this.#places.forget();
    this.#context.state.setState({ pointedAt, tool: 'select' });
    this.#context.overlay.setState({ cursor: 'default' }, true);
  }

  #show(view: ToolView, place: FoundPlace | undefined): void {
    this.#context.overlay.setState(
      { cursor: 'crosshair', viewId: view.id, ...(place?.isPoint === true && { taken: place.at }) },
      true,
    );
  }
}

/** Of the image as it was taken, to a tenth; undefined beyond its border, and where there is none or its lens is undone. */
function pixelAt({ image }: ToolView, position: Pixel): Pixel | undefined {
  if (image === undefined) return undefined;
  const [x, y] = image.toImage(position);
  return isIn(image, x, y) ? [rounded(x, 1), rounded(y, 1)] : undefined;
}

/** The outer pixels reach half a pixel beyond their centres. */
function isIn({ width, height }: OriginalImage, x: number, y: number): boolean {
  return x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5;
}

/** As many decimals as a person can point at. */
function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
