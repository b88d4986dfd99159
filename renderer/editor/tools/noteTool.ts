import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Anchor } from '#shared/labels/review.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import { PlaceFinder, type FoundPlace } from './placeFinder.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { OriginalImage, PointerInput, ToolView } from './view.ts';

/** The point that is taken may be so far from the pointer, CSS pixels. */
const SHOWN_PIXELS = 10;

/**
 * Points at the place that a note is to stand at: a pixel of an image, or in the cloud the nearest lidar point, else the
 * ground. One click, then it selects again; until then views navigate as ever.
 */
export class NoteTool implements Tool {
  readonly #context: ToolContext;
  readonly #places: PlaceFinder;
  #press: Pixel | undefined;
  /** What is known of where the pointer is: a click there takes it at once, so that what is typed next is the note. */
  #over: { readonly input: PointerInput; readonly place: FoundPlace | undefined } | undefined;

  constructor(context: ToolContext) {
    this.#context = context;
    this.#places = new PlaceFinder(context, (input, place) => this.#show(input, place));
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
      const known = this.#knownAt(view, position);
      if (known !== undefined) this.#takePlace(known);
      else void this.#places.find(view, position).then((place) => this.#takePlace(place));
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
    this.#over = undefined;
    this.#context.overlay.setState({ cursor: 'default' }, true);
    return false;
  }

  /** What was found there; undefined also where the view has moved under a pointer that rests. */
  #knownAt(view: ToolView, position: Pixel): FoundPlace | undefined {
    const over = this.#over;
    if (over?.place === undefined || over.input.view.id !== view.id) return undefined;
    if (pixelDistance(over.input.position, position) >= CLICK_PIXELS) return undefined;
    const shown = view.project(over.place.at);
    return shown !== undefined && pixelDistance(shown, position) < SHOWN_PIXELS ? over.place : undefined;
  }

  #takePlace(place: FoundPlace | undefined): void {
    if (place === undefined) return;
    const [x, y, z] = place.at;
    this.#take({ point: [rounded(x, 3), rounded(y, 3), rounded(z, 3)] });
  }

  #take(pointedAt: Anchor): void {
    this.#places.forget();
    this.#over = undefined;
    this.#context.state.setState({ pointedAt, tool: 'select' });
    this.#context.overlay.setState({ cursor: 'default' }, true);
  }

  #show(input: PointerInput, place: FoundPlace | undefined): void {
    this.#over = { input, place };
    this.#context.overlay.setState(
      { cursor: 'crosshair', viewId: input.view.id, ...(place?.isPoint === true && { taken: place.at }) },
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
