import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { FitAnswer } from '../ports.ts';
import { behind, clickTolerance } from './clickedPlace.ts';
import { classSizeOf } from './classSize.ts';
import { cuboidOn, footprintAround, footprintBetween, footprintCentre, isTooNarrow } from './footprints.ts';
import { groundHit, type GroundHeight } from './groundHit.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import type { Tool, ToolContext } from './toolContext.ts';
import type { Footprint } from './toolOverlay.ts';
import type { PointerInput, ToolView } from './view.ts';

type DrawState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'drawing';
      readonly viewId: string;
      readonly at: Pixel;
      /** Undefined above the horizon: an object can be clicked on there, a rectangle needs the ground. */
      readonly from: Vec3 | undefined;
      /** Taken at the press: the view may turn while a drag goes on. */
      readonly yawRad: number;
      readonly hasMoved: boolean;
    }
  /** The object's identity tells this fit from one that was cancelled and asked for again. */
  | { readonly kind: 'fitting'; readonly className: string };

/**
 * Draws a cuboid: a rectangle on the ground is fitted to the points in it, a click fits the object
 * whose points it is on, and a rectangle drawn with Ctrl takes the class's size as it is.
 */
export class DrawTool implements Tool {
  readonly #context: ToolContext;
  #state: DrawState = { kind: 'idle' };

  constructor(context: ToolContext) {
    this.#context = context;
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    if (input.button !== 'left') return 'ignored';
    if (this.#state.kind !== 'idle' || !this.#context.edits.mayEdit()) return 'handled';
    if (input.view.rayAt(input.position) === undefined) return 'handled';
    this.#state = {
      kind: 'drawing',
      viewId: input.view.id,
      at: input.position,
      from: this.#groundAt(input.view, input.position),
      yawRad: input.view.rightYawRad(),
      hasMoved: false,
    };
    return 'handled';
  }

  pointerMove(input: PointerInput): void {
    const state = this.#state;
    if (state.kind === 'idle') {
      const isSeen = input.view.rayAt(input.position) !== undefined;
      this.#show(input.view.id, undefined, isSeen ? 'crosshair' : 'not-allowed');
    }
    if (state.kind !== 'drawing' || state.viewId !== input.view.id) return;
    const hasMoved = state.hasMoved || pixelDistance(state.at, input.position) >= CLICK_PIXELS;
    this.#state = { ...state, hasMoved };
    if (hasMoved) this.#show(state.viewId, this.#drawn(state, input));
  }

  pointerUp(input: PointerInput): void {
    const state = this.#state;
    if (state.kind !== 'drawing') return;
    this.#state = { kind: 'idle' };
    const { dataset, activeClass } = this.#context.state.getState();
    const classSize = classSizeOf(dataset, activeClass);
    if (!state.hasMoved) {
      void this.#fit(this.#clicked(state, input.view, classSize), activeClass, classSize);
      return;
    }
    const footprint = this.#meant(state, input, classSize);
    if (footprint === undefined) return this.#show(undefined, undefined);
    if (input.modifiers.primary) {
      this.#create(cuboidOn(footprint, classSize, this.#ground), activeClass, 'manual');
    } else {
      this.#show(state.viewId, footprint);
      void this.#fit(Promise.resolve(footprint), activeClass, classSize);
    }
  }

  interrupt(): boolean {
    const wasBusy = this.#state.kind !== 'idle';
    if (this.#state.kind === 'fitting') this.#context.state.setState({ prompt: undefined });
    this.#state = { kind: 'idle' };
    this.#show(undefined, undefined, 'default');
    return wasBusy;
  }

  /** A rectangle as drawn; where it is too thin to be meant, one of the class's size there. */
  #meant(
    state: DrawState & { kind: 'drawing' },
    input: PointerInput,
    classSize: Vec3,
  ): Footprint | undefined {
    const drawn = this.#drawn(state, input);
    if (drawn !== undefined && !isTooNarrow(drawn)) return drawn;
    const centre = drawn === undefined ? state.from : footprintCentre(drawn);
    return centre && footprintAround(centre, classSize, state.yawRad, this.#ground);
  }

  /**
   * A square around the object whose points were clicked on, as its heading is not known yet. What it stands on cannot
   * be told from the click alone: the ground behind the pointer lies beyond the object.
   */
  async #clicked(
    { at, from, yawRad }: DrawState & { kind: 'drawing' },
    view: ToolView,
    [length, width, height]: Vec3,
  ): Promise<Footprint | undefined> {
    const { queries, edits } = this.#context;
    const [ray, { frameId }] = [view.rayAt(at), edits];
    const point =
      ray === undefined || frameId === undefined
        ? undefined
        : (await queries.pickPoint(frameId, ray, clickTolerance(view, at, ray)))?.position;
    const centre = ray === undefined || point === undefined ? from : behind(point, ray, width);
    return centre && footprintAround(centre, [length, length, height], yawRad, this.#ground);
  }

  #drawn({ from, yawRad }: DrawState & { kind: 'drawing' }, input: PointerInput): Footprint | undefined {
    const to = this.#groundAt(input.view, input.position);
    return from === undefined || to === undefined
      ? this.#context.overlay.getState().footprint
      : footprintBetween(from, to, yawRad, this.#ground);
  }

  async #fit(meant: Promise<Footprint | undefined>, className: string, classSize: Vec3): Promise<void> {
    const { state, queries, edits } = this.#context;
    const { frameId } = edits;
    if (frameId === undefined) return;
    const fitting = { kind: 'fitting', className } as const;
    this.#state = fitting;
    state.setState({ prompt: { kind: 'fitting' } });
    const answer = await meant
      .then((footprint) => footprint && queries.fitCuboid(frameId, { footprint, classSize }))
      .catch(() => undefined);
    // Cancelled, or the frame has changed, which cancels too: nothing is created.
    if (this.#state !== fitting) return;
    this.#state = { kind: 'idle' };
    this.#finishFit(answer, className);
  }

  #finishFit(answer: FitAnswer | undefined, className: string): void {
    const { state } = this.#context;
    this.#show(undefined, undefined);
    state.setState({ prompt: undefined });
    if (answer === undefined) {
      state.setState({ prompt: { kind: 'nothing-there' } });
      return;
    }
    this.#create(answer.cuboid, className, answer.quality === 'fitted' ? 'fitted' : 'manual');
    if (answer.quality === 'sparse') state.setState({ prompt: { kind: 'fit-sparse' } });
  }

  #create(cuboid: Cuboid, className: string, source: 'manual' | 'fitted'): void {
    const { state, edits } = this.#context;
    const id = edits.create(cuboid, className, source);
    this.#show(undefined, undefined, 'default');
    if (id !== undefined) state.setState({ selection: [id], tool: 'select' });
  }

  readonly #ground: GroundHeight = (x, y) => this.#context.queries.groundHeight(x, y);

  #groundAt(view: ToolView, position: Pixel): Vec3 | undefined {
    const ray = view.rayAt(position);
    return ray === undefined ? undefined : groundHit(ray, this.#ground);
  }

  #show(
    viewId: string | undefined,
    footprint: Footprint | undefined,
    cursor: 'crosshair' | 'default' | 'not-allowed' = 'crosshair',
  ): void {
    const { overlay } = this.#context;
    const last = overlay.getState();
    if (last.cursor === cursor && last.viewId === viewId && last.footprint === footprint) return;
    overlay.setState(
      { cursor, ...(footprint && { footprint }), ...(viewId !== undefined && { viewId }) },
      true,
    );
  }
}
