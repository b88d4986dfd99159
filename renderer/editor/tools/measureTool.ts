import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import { PlaceFinder, type FoundPlace } from './placeFinder.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { Measurement } from './toolOverlay.ts';
import type { PointerInput, ToolView } from './view.ts';

type MeasureState =
  | { readonly kind: 'idle' }
  /** One end is set; the other follows the pointer. */
  | { readonly kind: 'half'; readonly from: Vec3 }
  | { readonly kind: 'done'; readonly measurement: Measurement };

/**
 * Measures between two clicks, each on the nearest lidar point or else on the ground. The next click begins anew. Views
 * navigate as ever; nothing of it is kept.
 */
export class MeasureTool implements Tool {
  readonly #context: ToolContext;
  readonly #places: PlaceFinder;
  #state: MeasureState = { kind: 'idle' };
  #press: Pixel | undefined;
  /** Clicks count in their order, however long each takes to look up. */
  #clicks: Promise<void> = Promise.resolve();

  constructor(context: ToolContext) {
    this.#context = context;
    this.#places = new PlaceFinder(context, ({ view }, place) => this.#show(view.id, place));
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    if (input.button === 'left') this.#press = input.position;
    return 'ignored';
  }

  pointerMove(input: PointerInput): void {
    if (input.view.kind === 'image') {
      this.#context.overlay.setState({ cursor: 'not-allowed', viewId: input.view.id });
      return;
    }
    this.#places.over(input);
  }

  pointerUp({ view, position }: PointerInput): void {
    const press = this.#press;
    this.#press = undefined;
    if (press === undefined || pixelDistance(press, position) >= CLICK_PIXELS) return;
    if (view.kind === 'image') return;
    const place = this.#places.find(view, position);
    this.#clicks = this.#clicks.then(async () => this.#click(view, await place));
  }

  /** Two quick clicks are two ends of a short distance. */
  doubleClick(): boolean {
    return true;
  }

  pointerLeave(): void {
    this.#places.leave();
    this.#show(undefined, undefined);
  }

  /** Only what the person ends, and another cloud, end a measurement: no button is held that could be lost. */
  interrupt(reason: InterruptReason): boolean {
    if (reason === 'blur' || reason === 'lost-capture' || reason === 'command') return false;
    const wasHalf = this.#state.kind === 'half';
    this.#places.forget();
    this.#press = undefined;
    this.#state = { kind: 'idle' };
    this.#context.overlay.setState({ cursor: 'default' }, true);
    return wasHalf;
  }

  #click(view: ToolView, place: FoundPlace | undefined): void {
    if (place === undefined) return;
    this.#state =
      this.#state.kind === 'half'
        ? { kind: 'done', measurement: { from: this.#state.from, to: place.at, isOpen: false } }
        : { kind: 'half', from: place.at };
    this.#show(view.id, place);
  }

  #show(viewId: string | undefined, place: FoundPlace | undefined): void {
    const measurement = this.#measurementTo(place);
    this.#context.overlay.setState(
      {
        cursor: 'crosshair',
        ...(viewId !== undefined && { viewId }),
        ...(place?.isPoint === true && { taken: place.at }),
        ...(measurement && { measurement }),
      },
      true,
    );
  }

  #measurementTo(place: FoundPlace | undefined): Measurement | undefined {
    if (this.#state.kind === 'done') return this.#state.measurement;
    if (this.#state.kind === 'idle') return undefined;
    const { from } = this.#state;
    return { from, to: place?.at ?? from, isOpen: true };
  }
}
