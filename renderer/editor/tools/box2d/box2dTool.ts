import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Gesture } from '../../document/gesture.ts';
import type { Box2dId, Box2dRecord } from '../../document/records.ts';
import { dragged, isBox, keptInside, roundSides, type BoxSides } from '../../edits/box2d/box2dShape.ts';
import { boxesOnScreen } from '../../session/boxesOnScreen.ts';
import { pickableCuboids, pickCuboid } from '../pickCuboid.ts';
import { CLICK_PIXELS, pixelDistance } from '../pixels.ts';
import type { Tool, ToolContext } from '../toolContext.ts';
import type { PointerInput } from '../view.ts';
import { boxCursor, boxGripAt } from './boxGrip.ts';
import { pickBox, rectangleInView } from './pickBox.ts';

interface Grip {
  readonly id: Box2dId;
  readonly sides: BoxSides;
}

type BoxState =
  | { readonly kind: 'idle' }
  /** Pressed on a box that is not selected: a click selects it. */
  | { readonly kind: 'picking'; readonly id: Box2dId; readonly at: Pixel }
  /** Pressed on the selected one, not yet moved far enough to be a drag. */
  | { readonly kind: 'gripping'; readonly grip: Grip; readonly at: Pixel; readonly viewId: string }
  | {
      readonly kind: 'dragging';
      readonly grip: Grip;
      readonly viewId: string;
      /** Where it began, in pixels of the image; and what it began with. */
      readonly from: Pixel;
      readonly before: Rectangle;
      readonly gesture: Gesture;
    };

/** Selects a 2D box on an image, moves it and drags its sides and corners; all from where the drag began. */
export class Box2dTool implements Tool {
  readonly #context: ToolContext;
  #state: BoxState = { kind: 'idle' };

  constructor(context: ToolContext) {
    this.#context = context;
  }

  /**
   * Would a press here be about a 2D box? The selected one first, wherever it is pressed; of the others the line, and
   * their inside only where no cuboid is: large boxes lie over half of an image.
   */
  wants(input: PointerInput): boolean {
    return this.#grip(input) !== undefined || this.#boxAt(input) !== undefined;
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    if (input.button !== 'left') return 'ignored';
    const { position: at, view } = input;
    const grip = this.#grip(input);
    const other = grip === undefined ? this.#boxAt(input) : undefined;
    if (grip !== undefined) this.#state = { kind: 'gripping', grip, at, viewId: view.id };
    else if (other !== undefined) this.#state = { kind: 'picking', id: other.id, at };
    // What is not selected does not move: the view does.
    return grip === undefined ? 'ignored' : 'handled';
  }

  pointerMove(input: PointerInput): void {
    const state = this.#state;
    if (state.kind === 'idle') this.#hover(input);
    else if (state.kind === 'gripping' && pixelDistance(state.at, input.position) >= CLICK_PIXELS)
      this.#begin(state, input);
    else if (state.kind === 'dragging' && state.viewId === input.view.id) this.#drag(state, input);
  }

  pointerUp(input: PointerInput): void {
    const state = this.#state;
    this.#state = { kind: 'idle' };
    if (state.kind === 'picking' && pixelDistance(state.at, input.position) < CLICK_PIXELS)
      this.#context.boxes.select(state.id, { keepsCuboids: input.modifiers.primary });
    if (state.kind === 'dragging') this.#finish(state, input);
    this.#hover(input);
  }

  interrupt(): boolean {
    const state = this.#state;
    this.#state = { kind: 'idle' };
    if (state.kind === 'dragging') state.gesture.cancel();
    if (state.kind !== 'idle') this.#context.overlay.setState({ cursor: 'default' }, true);
    return state.kind === 'dragging' || state.kind === 'gripping';
  }

  #begin({ grip, at, viewId }: BoxState & { kind: 'gripping' }, input: PointerInput): void {
    const { boxes, document } = this.#context;
    this.#state = { kind: 'idle' };
    const before = document.get(grip.id)?.rectangle;
    const from = input.view.image?.toImage(at);
    if (before === undefined || from === undefined || !boxes.edits.mayEdit([grip.id])) return;
    const gesture = document.beginGesture(isMove(grip.sides) ? 'move' : 'resize');
    const state = { kind: 'dragging', grip, viewId, from, before, gesture } as const;
    this.#state = state;
    this.#drag(state, input);
  }

  #drag(
    { grip, from, before, gesture }: BoxState & { kind: 'dragging' },
    { view, position }: PointerInput,
    round = (rectangle: Rectangle): Rectangle => rectangle,
  ): void {
    const { boxes, document, overlay } = this.#context;
    const to = view.image?.toImage(position);
    const box = document.get(grip.id);
    if (to === undefined || box === undefined) return;
    const free = dragged(before, grip.sides, to[0] - from[0], to[1] - from[1]);
    // What is visible of an object ends with the image; all of it may go on.
    const border = box.extent === 'amodal' ? undefined : boxes.borderOf(box.camera);
    const next = round(border === undefined ? free : keptInside(free, border, isMove(grip.sides)));
    if (isBox(next)) gesture.preview((tx) => boxes.edits.writeRectangle(tx, grip.id, next));
    overlay.setState({ cursor: boxCursor(grip.sides), viewId: view.id }, true);
  }

  #finish(state: BoxState & { kind: 'dragging' }, input: PointerInput): void {
    if (state.viewId === input.view.id)
      this.#drag(state, input, (rectangle) => roundSides(rectangle, state.before));
    state.gesture.commit();
  }

  #hover(input: PointerInput): void {
    const { boxes, overlay, state } = this.#context;
    const grip = this.#grip(input);
    boxes.hover(grip?.id ?? this.#boxAt(input)?.id);
    const isReadOnly = state.getState().readOnly !== undefined;
    const cursor = grip === undefined ? 'default' : isReadOnly ? 'not-allowed' : boxCursor(grip.sides);
    const last = overlay.getState();
    if (last.cursor !== cursor || last.viewId !== input.view.id)
      overlay.setState({ cursor, viewId: input.view.id }, true);
  }

  #grip({ view, position }: PointerInput): Grip | undefined {
    const { boxes } = this.#context;
    const box = boxes.selected;
    if (box === undefined || box.camera !== view.cameraId || this.#isLocked(box)) return undefined;
    const shown = rectangleInView(view, box.rectangle);
    const sides = shown && boxGripAt(shown, position);
    return sides && { id: box.id, sides };
  }

  #boxAt(input: PointerInput): Box2dRecord | undefined {
    const { document, state } = this.#context;
    const shown = boxesOnScreen(document, state.getState()).filter((box) => !this.#isLocked(box));
    if (shown.length === 0) return undefined;
    const byLine = pickBox(shown, input, 'line');
    if (byLine !== undefined) return byLine;
    const inside = pickBox(shown, input, 'inside');
    if (inside === undefined) return undefined;
    const cuboid = pickCuboid(pickableCuboids(document, state.getState()), input.view, input.position);
    return cuboid === undefined ? inside : undefined;
  }

  #isLocked({ trackId }: Box2dRecord): boolean {
    return trackId !== undefined && this.#context.state.getState().trackView.locked.has(trackId);
  }
}

function isMove({ x, y }: BoxSides): boolean {
  return x === 0 && y === 0;
}
