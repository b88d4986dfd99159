import type { Gesture } from '../document/gesture.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import { roundChanges } from '#shared/labels/rounding.ts';
import type { CuboidId, CuboidRecord } from '../document/records.ts';
import { bandBetween, cuboidsInBand } from './bandSelection.ts';
import type { Drag } from './drag.ts';
import { facesMeant, gripAt, writeDragged, type Grip } from './grip.ts';
import { cursorOf, handlesOf, isSameHandle, type FaceSide } from './handles.ts';
import { beginMove } from './moveDrag.ts';
import { pickableCuboids, pickCuboid } from './pickCuboid.ts';
import { CLICK_MILLISECONDS, CLICK_PIXELS, pixelDistance } from './pixels.ts';
import { beginResize } from './resizeDrag.ts';
import { beginRotate } from './rotateDrag.ts';
import { snapFacesToPoints } from './snapFacesToPoints.ts';
import type { Tool, ToolContext } from './toolContext.ts';
import type { ToolOverlay } from './toolOverlay.ts';
import { isLevelView, type PointerInput, type ToolView } from './view.ts';

type SelectState =
  | { readonly kind: 'idle' }
  /** Pressed where no drag of ours begins: the view navigates unless it turns out to be a click. */
  | {
      readonly kind: 'clicking';
      readonly at: Pixel;
      readonly since: number;
      readonly target: CuboidId | undefined;
    }
  /** Pressed with Shift: a click adds what is there, a drag what the rubber band holds. */
  | {
      readonly kind: 'banding';
      readonly at: Pixel;
      readonly target: CuboidId | undefined;
      readonly viewId: string;
      readonly hasMoved: boolean;
    }
  /** Pressed on a grip, not yet moved far enough to be a drag. */
  | { readonly kind: 'gripping'; readonly at: Pixel; readonly grip: Grip; readonly view: ToolView }
  | {
      readonly kind: 'dragging';
      readonly grip: Grip;
      readonly viewId: string;
      readonly drag: Drag;
      readonly gesture: Gesture;
    };

/** Selects one or many, and moves, turns and resizes what is selected. */
export class SelectTool implements Tool {
  readonly #context: ToolContext;
  #state: SelectState = { kind: 'idle' };

  constructor(context: ToolContext) {
    this.#context = context;
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    if (input.button !== 'left') return 'ignored';
    if (this.#state.kind === 'dragging') return 'handled';
    const grip = gripAt(this.#context, input);
    const { position: at, modifiers } = input;
    // On a handle, Shift and Ctrl are ways of dragging it.
    if (grip?.handle === undefined && modifiers.shift) {
      const target = this.#cuboidAt(input)?.id;
      this.#state = { kind: 'banding', at, target, viewId: input.view.id, hasMoved: false };
      return 'handled';
    }
    if (grip === undefined || (grip.handle === undefined && modifiers.primary)) {
      const target = this.#cuboidAt(input)?.id;
      this.#state = { kind: 'clicking', at, since: this.#context.now(), target };
      return 'ignored';
    }
    this.#state = { kind: 'gripping', at, grip, view: input.view };
    return 'handled';
  }

  pointerMove(input: PointerInput): void {
    const state = this.#state;
    switch (state.kind) {
      case 'idle':
        this.#hover(input);
        break;
      case 'clicking':
        break;
      case 'banding':
        if (state.viewId === input.view.id) this.#stretch(state, input);
        break;
      case 'gripping':
        if (pixelDistance(state.at, input.position) >= CLICK_PIXELS)
          this.#beginDrag(state.at, state.grip, input);
        break;
      case 'dragging':
        if (state.viewId === input.view.id) this.#drag(state, input);
        break;
    }
  }

  pointerUp(input: PointerInput): void {
    const state = this.#state;
    this.#state = { kind: 'idle' };
    if (state.kind === 'clicking') this.#click(state, input);
    if (state.kind === 'banding') this.#selectBand(state, input);
    if (state.kind === 'gripping') this.#clickGrip(state.grip, input);
    if (state.kind === 'dragging') this.#finish(state, input);
    this.#hover(input);
  }

  /**
   * On the handle of a face or corner: puts the faces on the outermost points of the object there. On the body, in a
   * view of that cuboid: all that the view shows edge-on but the floor.
   */
  doubleClick(input: PointerInput): boolean {
    const grip = gripAt(this.#context, input);
    const faces = grip && facesMeant(this.#context.document.get(grip.id)?.cuboid, grip, input.view);
    if (grip === undefined || faces === undefined) return false;
    void snapFacesToPoints(this.#context, grip.id, faces);
    return true;
  }

  interrupt(): boolean {
    const state = this.#state;
    this.#state = { kind: 'idle' };
    if (state.kind === 'dragging') state.gesture.cancel();
    if (state.kind !== 'idle') this.#show({ cursor: 'default' });
    return state.kind !== 'idle' && state.kind !== 'clicking';
  }

  #click(state: SelectState & { kind: 'clicking' }, input: PointerInput): void {
    const isClick =
      pixelDistance(state.at, input.position) < CLICK_PIXELS &&
      this.#context.now() - state.since < CLICK_MILLISECONDS;
    // A level view is there for what is selected: beside that is nothing to choose.
    const isChoice = state.target !== undefined || !isLevelView(input.view);
    if (isClick && isChoice) this.#select(state.target, input.modifiers.shift);
  }

  /** One of several that was clicked, not dragged, is meant alone. */
  #clickGrip({ id, others }: Grip, { modifiers }: PointerInput): void {
    if (modifiers.shift || others.length > 0) this.#select(id, modifiers.shift);
  }

  #select(id: CuboidId | undefined, adds: boolean): void {
    const { selection } = this.#context.state.getState();
    if (!adds) this.#context.state.setState({ selection: id === undefined ? [] : [id] });
    else if (id !== undefined) {
      const without = selection.filter((other) => other !== id);
      this.#context.state.setState({
        selection: without.length < selection.length ? without : [...selection, id],
      });
    }
  }

  #stretch(state: SelectState & { kind: 'banding' }, { view, position }: PointerInput): void {
    if (!state.hasMoved && pixelDistance(state.at, position) < CLICK_PIXELS) return;
    this.#state = { ...state, hasMoved: true };
    this.#show({ cursor: 'crosshair', band: bandBetween(state.at, position), viewId: view.id });
  }

  /** Shift that was let go before the button takes what the band holds instead of adding it. */
  #selectBand(state: SelectState & { kind: 'banding' }, { view, position, modifiers }: PointerInput): void {
    if (!state.hasMoved) return this.#select(state.target, true);
    const inside = cuboidsInBand(this.#pickable(), view, bandBetween(state.at, position)).map(({ id }) => id);
    const kept = modifiers.shift ? this.#context.state.getState().selection : [];
    this.#context.state.setState({ selection: [...new Set([...kept, ...inside])] });
  }

  #beginDrag(at: Pixel, grip: Grip, input: PointerInput): void {
    const record = this.#context.document.get(grip.id);
    this.#state = { kind: 'idle' };
    if (record === undefined || !this.#context.edits.mayEdit([grip.id, ...grip.others])) return;
    const drag = this.#dragOf(record, grip, input.view, at);
    if (drag === undefined) return;
    const gesture = this.#context.document.beginGesture(drag.label);
    const state = { kind: 'dragging', grip, viewId: input.view.id, drag, gesture } as const;
    this.#state = state;
    this.#drag(state, input);
  }

  #drag({ grip, drag, gesture }: SelectState & { kind: 'dragging' }, input: PointerInput): void {
    const { edits, document } = this.#context;
    const cuboid = drag.to(input.view, input.position, input.modifiers);
    if (cuboid !== undefined) gesture.preview((tx) => writeDragged(tx, edits, grip, cuboid));
    const now = document.get(grip.id)?.cuboid;
    if (now === undefined) return;
    const guide = drag.guide(now);
    const taken = drag.taken?.(input.view, input.position, input.modifiers);
    const handle =
      handlesOf(now, input.view).find((other) => isSameHandle(other, grip.handle)) ?? grip.handle;
    this.#show({
      cursor:
        handle === undefined
          ? 'move'
          : handle.kind === 'rotate'
            ? 'grabbing'
            : cursorOf(handle, now, input.view),
      ...(handle === undefined ? {} : { activeHandle: handle }),
      ...(guide === undefined ? {} : { guide }),
      ...(taken === undefined ? {} : { taken }),
      readout: drag.readout(now),
      viewId: input.view.id,
    });
  }

  #finish(state: SelectState & { kind: 'dragging' }, input: PointerInput): void {
    const { edits, document } = this.#context;
    if (state.viewId === input.view.id) this.#drag(state, input);
    const cuboid = document.get(state.grip.id)?.cuboid;
    if (cuboid !== undefined) {
      state.gesture.preview((tx) => writeDragged(tx, edits, state.grip, cuboid, roundChanges));
    }
    state.gesture.commit();
  }

  #hover(input: PointerInput): void {
    const { document, state } = this.#context;
    const grip = gripAt(this.#context, input);
    const hovered = grip?.id ?? this.#cuboidAt(input)?.id;
    if (state.getState().hovered !== hovered) state.setState({ hovered });
    const cuboid = grip === undefined ? undefined : document.get(grip.id)?.cuboid;
    if (grip === undefined || cuboid === undefined) this.#show({ cursor: 'default', viewId: input.view.id });
    else if (state.getState().readOnly !== undefined)
      this.#show({ cursor: 'not-allowed', viewId: input.view.id });
    else if (grip.handle === undefined) this.#show({ cursor: 'move', viewId: input.view.id });
    else {
      const cursor = cursorOf(grip.handle, cuboid, input.view);
      this.#show({ cursor, hoveredHandle: grip.handle, viewId: input.view.id });
    }
  }

  #cuboidAt({ view, position }: Pick<PointerInput, 'view' | 'position'>): CuboidRecord | undefined {
    return pickCuboid(this.#pickable(), view, position);
  }

  #pickable(): readonly CuboidRecord[] {
    return pickableCuboids(this.#context.document, this.#context.state.getState());
  }

  #dragOf({ cuboid, frameId }: CuboidRecord, { handle }: Grip, view: ToolView, at: Pixel): Drag | undefined {
    if (handle === undefined) return beginMove(cuboid, view, at);
    if (handle.kind === 'rotate') return beginRotate(cuboid, view, at);
    // Asked for once: what a face meets does not change while it is dragged, and no move waits for the answer.
    const sections = new Map<FaceSide, FaceSection>();
    for (const face of handle.faces) {
      void this.#context.queries.faceSection(frameId, cuboid, face).then(
        (answer) => answer && sections.set(face, answer),
        // Without its points a face is dragged as without Ctrl.
        () => undefined,
      );
    }
    return beginResize(cuboid, handle.faces, view, at, (face) => sections.get(face));
  }

  /** A hovering pointer says the same many times; views hear of it once. */
  #show(overlay: ToolOverlay): void {
    const { overlay: store } = this.#context;
    const last = store.getState();
    const isSame =
      last.cursor === overlay.cursor &&
      last.viewId === overlay.viewId &&
      last.readout === overlay.readout &&
      last.footprint === overlay.footprint &&
      last.band === overlay.band &&
      isSameHandle(last.activeHandle, overlay.activeHandle) &&
      isSameHandle(last.hoveredHandle, overlay.hoveredHandle);
    if (!isSame) store.setState(overlay, true);
  }
}
