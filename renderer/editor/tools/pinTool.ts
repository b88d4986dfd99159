import type { Pixel } from '#shared/camera/cameraModel.ts';
import { PIN_RADIUS, PIN_STEM, type Pin } from '../session/pin.ts';
import { CLICK_MILLISECONDS, CLICK_PIXELS, pixelDistance } from './pixels.ts';
import type { Tool, ToolContext } from './toolContext.ts';
import type { PointerInput, ToolView } from './view.ts';

/** Where the pointer is on a pin: a click opens its note, and a drag is the view's. */
export class PinTool implements Tool {
  readonly #context: Pick<ToolContext, 'state' | 'overlay' | 'now'>;
  #pressed: { readonly at: Pixel; readonly since: number } | undefined;

  constructor(context: Pick<ToolContext, 'state' | 'overlay' | 'now'>) {
    this.#context = context;
  }

  isOver(input: PointerInput): boolean {
    return this.#pinAt(input) !== undefined;
  }

  pointerDown({ position: at }: PointerInput): 'ignored' {
    this.#pressed = { at, since: this.#context.now() };
    return 'ignored';
  }

  pointerMove({ view }: PointerInput): void {
    const { state, overlay } = this.#context;
    if (state.getState().hovered !== undefined) state.setState({ hovered: undefined });
    const last = overlay.getState();
    if (last.cursor !== 'pointer' || last.viewId !== view.id)
      overlay.setState({ cursor: 'pointer', viewId: view.id }, true);
  }

  pointerUp(input: PointerInput): void {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    const note = this.#pinAt(input)?.note;
    const isClick =
      pressed !== undefined &&
      pixelDistance(pressed.at, input.position) < CLICK_PIXELS &&
      this.#context.now() - pressed.since < CLICK_MILLISECONDS;
    if (isClick && note !== undefined) this.#context.state.setState({ openedNote: note });
  }

  interrupt(): boolean {
    this.#pressed = undefined;
    return false;
  }

  /** What lies on top comes last. */
  #pinAt({ view, position }: PointerInput): Pin | undefined {
    return this.#context.state.getState().pins.findLast((pin) => {
      const place = pin.note && placeIn(view, pin.at);
      return place !== undefined && pixelDistance([place[0], place[1] - PIN_STEM], position) <= PIN_RADIUS;
    });
  }
}

function placeIn(view: ToolView, at: Pin['at']): Pixel | undefined {
  if ('point' in at) return view.project(at.point);
  return view.cameraId === at.camera ? view.image?.toView(at.pixel) : undefined;
}
