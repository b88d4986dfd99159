import type { Pixel } from '#shared/camera/cameraModel.ts';
import { imageRectangle } from '#shared/camera/cameraView.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Gesture } from '../../document/gesture.ts';
import type { Box2dRecord } from '../../document/records.ts';
import { isBox, keptInside, roundSides, upright } from '../../edits/box2d/box2dShape.ts';
import { CLICK_PIXELS, pixelDistance } from '../pixels.ts';
import type { Tool, ToolContext } from '../toolContext.ts';
import type { PointerInput, ToolCursor } from '../view.ts';

type DrawState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'drawing';
      readonly viewId: string;
      readonly at: Pixel;
      readonly from: Pixel;
      readonly draft: Box2dRecord;
      readonly gesture: Gesture;
    };

/** Draws a 2D box on a camera's original image, of the object that is selected or of none; then selects it. */
export class DrawBox2dTool implements Tool {
  readonly #context: ToolContext;
  #state: DrawState = { kind: 'idle' };

  constructor(context: ToolContext) {
    this.#context = context;
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    const { boxes, document, state } = this.#context;
    if (input.button !== 'left') return 'ignored';
    if (this.#state.kind !== 'idle') return 'handled';
    const { frameId, activeClass } = state.getState();
    const { image, cameraId: camera, id: viewId } = input.view;
    if (image === undefined || camera === undefined) {
      // On an image that is shown undistorted a rectangle would be another shape in the file.
      if (input.view.kind === 'image') state.setState({ prompt: { kind: 'box2d', reason: 'not-original' } });
      return 'ignored';
    }
    if (frameId === undefined || !boxes.edits.mayEdit()) return 'handled';
    const [x, y] = image.toImage(input.position);
    const object = boxes.linkOfNew(camera);
    const draft = boxes.edits.draft({
      frameId,
      camera,
      rectangle: { left: x, top: y, right: x, bottom: y },
      class: (object && document.get(object.trackId)?.class) ?? activeClass,
      trackId: object?.trackId,
    });
    const gesture = document.beginGesture('box2d');
    this.#state = { kind: 'drawing', viewId, at: input.position, from: [x, y], draft, gesture };
    return 'handled';
  }

  pointerMove(input: PointerInput): void {
    const state = this.#state;
    if (state.kind === 'idle') return this.#show(input, cursorOver(input));
    const box = state.viewId === input.view.id ? this.#drawn(state, input) : undefined;
    if (box !== undefined) state.gesture.preview((tx) => tx.create(box));
  }

  pointerUp(input: PointerInput): void {
    const state = this.#state;
    if (state.kind !== 'drawing') return;
    this.#state = { kind: 'idle' };
    const hasMoved = pixelDistance(state.at, input.position) >= CLICK_PIXELS;
    const box = hasMoved && state.viewId === input.view.id ? this.#drawn(state, input) : undefined;
    if (box === undefined) return state.gesture.cancel();
    const rounded = { ...box, rectangle: roundSides(box.rectangle, undefined) };
    state.gesture.preview((tx) => tx.create(rounded));
    state.gesture.commit();
    this.#context.state.setState({ tool: 'select' });
    this.#context.boxes.select(box.id);
    return this.#show(input, 'default');
  }

  interrupt(): boolean {
    const state = this.#state;
    this.#state = { kind: 'idle' };
    if (state.kind === 'drawing') state.gesture.cancel();
    this.#context.overlay.setState({ cursor: 'default' }, true);
    return state.kind === 'drawing';
  }

  #drawn(
    { from, draft }: DrawState & { kind: 'drawing' },
    { view, position }: PointerInput,
  ): Box2dRecord | undefined {
    const { image } = view;
    if (image === undefined) return undefined;
    const [x, y] = image.toImage(position);
    const free: Rectangle = upright({ left: from[0], top: from[1], right: x, bottom: y });
    const rectangle = keptInside(free, imageRectangle(image.width, image.height), false);
    return isBox(rectangle) ? { ...draft, rectangle } : undefined;
  }

  #show({ view }: PointerInput, cursor: ToolCursor): void {
    const { overlay } = this.#context;
    const last = overlay.getState();
    if (last.cursor !== cursor || last.viewId !== view.id)
      overlay.setState({ cursor, viewId: view.id }, true);
  }
}

function cursorOver({ view }: PointerInput): ToolCursor {
  return view.image === undefined ? 'not-allowed' : 'crosshair';
}
