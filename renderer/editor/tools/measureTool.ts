import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { clickTolerance } from './clickedPlace.ts';
import { groundHit } from './groundHit.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { Measurement } from './toolOverlay.ts';
import type { PointerInput, ToolView } from './view.ts';

/** A place to measure from or to. */
interface Place {
  readonly at: Vec3;
  /** A point of the cloud, not just of the ground. */
  readonly isPoint: boolean;
}

type MeasureState =
  | { readonly kind: 'idle' }
  /** One end is set; the other follows the pointer. */
  | { readonly kind: 'half'; readonly from: Vec3 }
  | { readonly kind: 'done'; readonly measurement: Measurement };

/**
 * Measures between two clicks, each on the nearest lidar point or else on the ground. The next click begins anew. Views
 * navigate as ever; nothing of it is kept. A worker knows the points, so places come a moment after the pointer.
 */
export class MeasureTool implements Tool {
  readonly #context: ToolContext;
  #state: MeasureState = { kind: 'idle' };
  #press: Pixel | undefined;
  /** Where the pointer hovers; looked up one at a time, the newest next. */
  #wanted: PointerInput | undefined;
  #isLooking = false;
  #isOver = false;
  /** Clicks count in their order, however long each takes to look up. */
  #clicks: Promise<void> = Promise.resolve();
  /** Clicks from before an interrupt come too late. */
  #epoch = 0;

  constructor(context: ToolContext) {
    this.#context = context;
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
    this.#isOver = true;
    this.#wanted = input;
    if (!this.#isLooking) void this.#look();
  }

  pointerUp({ view, position }: PointerInput): void {
    const press = this.#press;
    this.#press = undefined;
    if (press === undefined || pixelDistance(press, position) >= CLICK_PIXELS) return;
    if (view.kind === 'image') return;
    const place = this.#placeAt(view, position);
    const epoch = this.#epoch;
    this.#clicks = this.#clicks.then(async () => this.#click(view, await place, epoch));
  }

  /** Two quick clicks are two ends of a short distance. */
  doubleClick(): boolean {
    return true;
  }

  pointerLeave(): void {
    this.#wanted = undefined;
    this.#isOver = false;
    this.#show(undefined, undefined);
  }

  /** Only what the person ends, and another cloud, end a measurement: no button is held that could be lost. */
  interrupt(reason: InterruptReason): boolean {
    if (reason === 'blur' || reason === 'lost-capture' || reason === 'command') return false;
    const wasHalf = this.#state.kind === 'half';
    this.#epoch += 1;
    this.#wanted = undefined;
    this.#press = undefined;
    this.#state = { kind: 'idle' };
    this.#context.overlay.setState({ cursor: 'default' }, true);
    return wasHalf;
  }

  #click(view: ToolView, place: Place | undefined, epoch: number): void {
    if (place === undefined || epoch !== this.#epoch) return;
    this.#state =
      this.#state.kind === 'half'
        ? { kind: 'done', measurement: { from: this.#state.from, to: place.at, isOpen: false } }
        : { kind: 'half', from: place.at };
    this.#show(view.id, place);
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    for (let input = this.#wanted; input !== undefined; input = this.#wanted) {
      this.#wanted = undefined;
      const epoch = this.#epoch;
      const place = await this.#placeAt(input.view, input.position);
      if (epoch === this.#epoch && this.#isOver) this.#show(input.view.id, place);
    }
    this.#isLooking = false;
  }

  async #placeAt(view: ToolView, position: Pixel): Promise<Place | undefined> {
    const { queries, edits } = this.#context;
    const { frameId } = edits;
    const ray = view.rayAt(position);
    if (frameId === undefined || ray === undefined) return undefined;
    const point = await queries
      .pickPoint(frameId, ray, clickTolerance(view, position, ray))
      .catch(() => undefined);
    if (point !== undefined) return { at: point.position, isPoint: true };
    const at = groundHit(ray, (x, y) => queries.groundHeight(x, y));
    return at && { at, isPoint: false };
  }

  #show(viewId: string | undefined, place: Place | undefined): void {
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

  #measurementTo(place: Place | undefined): Measurement | undefined {
    if (this.#state.kind === 'done') return this.#state.measurement;
    if (this.#state.kind === 'idle') return undefined;
    const { from } = this.#state;
    return { from, to: place?.at ?? from, isOpen: true };
  }
}
