import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Carry } from '../edits/carry.ts';
import { groundHit } from './groundHit.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import { isLevelView, type PointerInput } from './view.ts';

/** Carries copies over the ground under the pointer; a click puts them down. Views navigate as ever. */
export class CarryTool implements Tool {
  readonly #context: Omit<ToolContext, 'fits'>;
  #carry: Carry | undefined;
  #press: Pixel | undefined;

  constructor(context: Omit<ToolContext, 'fits'>) {
    this.#context = context;
  }

  /** From now on they hang on the pointer. */
  take(carry: Carry): void {
    this.#carry = carry;
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    if (input.button === 'left') this.#press = input.position;
    return 'ignored';
  }

  pointerMove({ view, position }: PointerInput): void {
    // Dropped with what it was pasted into.
    if (this.#carry?.isOpen !== true) return this.#end();
    const ray = isLevelView(view) ? undefined : view.rayAt(position);
    const at = ray && groundHit(ray, (x, y) => this.#context.queries.groundHeight(x, y));
    this.#carry.moveTo(at);
    this.#context.overlay.setState(
      { cursor: at === undefined ? 'not-allowed' : 'move', viewId: view.id },
      true,
    );
  }

  pointerUp(input: PointerInput): void {
    const press = this.#press;
    this.#press = undefined;
    if (
      press === undefined ||
      input.button !== 'left' ||
      pixelDistance(press, input.position) >= CLICK_PIXELS
    )
      return;
    this.pointerMove(input);
    if (this.#carry?.putDown() === true) this.#end();
  }

  /** Two quick clicks are no double-click. */
  doubleClick(): boolean {
    return true;
  }

  pointerLeave(): void {
    this.#carry?.moveTo(undefined);
  }

  /** No button is held that could be lost. */
  interrupt(reason: InterruptReason): boolean {
    this.#press = undefined;
    if (reason === 'blur' || reason === 'lost-capture') return false;
    const carried = this.#carry;
    if (reason === 'escape') carried?.giveUp();
    else carried?.cancel();
    this.#end();
    return carried !== undefined;
  }

  #end(): void {
    this.#carry = undefined;
    this.#press = undefined;
    const { state, overlay } = this.#context;
    overlay.setState({ cursor: 'default' }, true);
    if (state.getState().tool === 'carry') state.setState({ tool: 'select' });
  }
}
