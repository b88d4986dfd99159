import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { FitMethod } from '#shared/labels/sidecar.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import type { FitFound, NoFit, NoFitReason } from '#shared/pointcloud/fit/fitAt.ts';
import type { CuboidRecord, FrameId } from '../document/records.ts';
import type { ShapedBy } from '../edits/provenance.ts';
import type { FitAnswer } from '../ports.ts';
import { clickTolerance } from './clickedPlace.ts';
import { classSizeOf, rememberedSizeOf } from './classSize.ts';
import { bandBetween } from './bandSelection.ts';
import { cuboidOn, footprintAround, footprintBetween, footprintCentre, isTooNarrow } from './footprints.ts';
import { groundHit, type GroundHeight } from './groundHit.ts';
import { headedLikeNeighbours } from './headedLikeNeighbours.ts';
import { CLICK_PIXELS, pixelDistance } from './pixels.ts';
import { sightOnImage } from './sightOnImage.ts';
import type { Tool, ToolContext } from './toolContext.ts';
import type { Footprint } from './toolOverlay.ts';
import { isLevelView, type PointerInput, type ToolView } from './view.ts';

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

/** What was clicked on, or the middle of what was drawn. */
interface Meant {
  readonly at: Vec3;
  readonly within?: Footprint;
  /** Drawn on an image: there is the ground that it may stand on, and this direction is away from the camera, radians. */
  readonly awayYawRad?: number;
}

/** The class that the next cuboid gets; sizes in metres. */
interface DrawnClass {
  readonly name: string;
  readonly typicalSize: Vec3;
  /** That it was given last. */
  readonly lastSize: Vec3;
}

type Answer = FitFound | NoFit | FitAnswer;

/** Fits that are less sure say so, if the points may be something else. */
const SURE = 0.6;

/** Reasons why a rectangle has nothing to be fitted to, though a person may see something there, as on an image. */
const LEFT_TO_PERSON: ReadonlySet<NoFitReason> = new Set([
  'nothing-there',
  'only-ground',
  'too-few-points',
  'too-large',
]);

/**
 * Draws a cuboid: a rectangle on the ground is fitted to the points in it, one on an image to those behind it; a click
 * fits the object whose points it is on. With Ctrl nothing is fitted: a rectangle is taken as it is, and a click puts
 * down a cuboid of the size that the class had last.
 */
export class DrawTool implements Tool {
  readonly #context: ToolContext;
  #state: DrawState = { kind: 'idle' };

  constructor(context: ToolContext) {
    this.#context = context;
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    // A level view shows one object that has its cuboid.
    if (input.button !== 'left' || isLevelView(input.view)) return 'ignored';
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
      const isSeen = !isLevelView(input.view) && input.view.rayAt(input.position) !== undefined;
      this.#show(input.view.id, undefined, isSeen ? 'crosshair' : 'not-allowed');
    }
    if (state.kind !== 'drawing' || state.viewId !== input.view.id) return;
    const hasMoved = state.hasMoved || pixelDistance(state.at, input.position) >= CLICK_PIXELS;
    this.#state = { ...state, hasMoved };
    if (!hasMoved) return;
    if (input.view.kind === 'image') this.#showBand(bandBetween(state.at, input.position), state.viewId);
    else this.#show(state.viewId, this.#drawn(state, input));
  }

  pointerUp(input: PointerInput): void {
    const state = this.#state;
    if (state.kind !== 'drawing') return;
    this.#state = { kind: 'idle' };
    const drawn = this.#classMeant();
    const isAsDrawn = input.modifiers.primary;
    if (!state.hasMoved) {
      if (isAsDrawn && state.from !== undefined) this.#lay(state.from, state.yawRad, drawn);
      else void this.#fit(this.#clicked(state, input.view), 'click', drawn);
      return;
    }
    if (input.view.kind === 'image') return this.#drawnOnImage(state, input, drawn);
    const footprint = this.#drawn(state, input);
    const isMeant = footprint !== undefined && !isTooNarrow(footprint);
    const middle = footprint === undefined ? state.from : footprintCentre(footprint);
    if (middle === undefined) return this.#show(undefined, undefined);
    if (isAsDrawn && isMeant)
      return void this.#create(cuboidOn(footprint, drawn.lastSize, this.#ground), drawn.name, 'manual');
    if (isAsDrawn) return this.#lay(middle, state.yawRad, drawn);
    // Too thin to be meant, it counts as a click.
    const meant = isMeant ? { at: middle, within: footprint } : { at: middle };
    this.#show(state.viewId, footprint);
    void this.#fit(Promise.resolve(meant), isMeant ? 'rectangle' : 'click', drawn);
  }

  interrupt(): boolean {
    const wasBusy = this.#state.kind !== 'idle';
    if (this.#state.kind === 'fitting') this.#context.state.setState({ prompt: undefined });
    this.#state = { kind: 'idle' };
    this.#show(undefined, undefined, 'default');
    return wasBusy;
  }

  /** The point under the pointer; where there is none, the ground: an object's middle may be clicked on from above. */
  async #clicked({ at, from }: DrawState & { kind: 'drawing' }, view: ToolView): Promise<Meant | undefined> {
    const { queries, edits } = this.#context;
    const [ray, { frameId }] = [view.rayAt(at), edits];
    if (ray === undefined || frameId === undefined) return undefined;
    const point = await queries.pickPoint(frameId, ray, clickTolerance(view, at, ray));
    const place = point?.position ?? from;
    return place && { at: place };
  }

  /** What stands between the sides of the rectangle, behind where its lower edge meets the ground. */
  #drawnOnImage(
    { at }: DrawState & { kind: 'drawing' },
    { view, position, modifiers }: PointerInput,
    drawn: DrawnClass,
  ): void {
    const band = bandBetween(at, position);
    const sight = sightOnImage(view, band, drawn.typicalSize, this.#ground);
    const awayYawRad = view.rightYawRad() + Math.PI / 2;
    if (sight !== undefined && modifiers.primary) return this.#lay(sight.at, awayYawRad, drawn);
    const meant = sight && { ...sight, awayYawRad };
    void this.#fit(Promise.resolve(meant), 'imageRectangle', drawn);
  }

  #drawn({ from, yawRad }: DrawState & { kind: 'drawing' }, input: PointerInput): Footprint | undefined {
    const to = this.#groundAt(input.view, input.position);
    return from === undefined || to === undefined
      ? this.#context.overlay.getState().footprint
      : footprintBetween(from, to, yawRad, this.#ground);
  }

  async #fit(meant: Promise<Meant | undefined>, method: FitMethod, drawn: DrawnClass): Promise<void> {
    const { state, edits } = this.#context;
    const { frameId } = edits;
    if (frameId === undefined) return;
    const fitting = { kind: 'fitting', className: drawn.name } as const;
    this.#state = fitting;
    state.setState({ prompt: { kind: 'fitting' } });
    const answer = await meant
      .then((place) => place && this.#ask(frameId, place, drawn))
      .catch(() => undefined);
    // Cancelled, or the frame has changed, which cancels too: nothing is created.
    if (this.#state !== fitting) return;
    this.#state = { kind: 'idle' };
    this.#show(undefined, undefined);
    state.setState({ prompt: undefined });
    if (answer !== undefined && !('reason' in answer)) this.#finishFit(answer, method, drawn.name);
    else state.setState({ prompt: { kind: 'no-fit', reason: answer?.reason ?? 'nothing-there' } });
  }

  /** A rectangle says that something is there even where its points do not. */
  async #ask(frameId: FrameId, meant: Meant, drawn: DrawnClass): Promise<Answer | undefined> {
    const { queries } = this.#context;
    const { at, within, awayYawRad } = meant;
    const isSight = awayYawRad !== undefined;
    const prior: ClassPrior = { name: drawn.name, size: drawn.typicalSize };
    const found = await queries.fitAt(frameId, { at, within, isSight, prior });
    if (found === undefined || found.cuboid !== undefined) return found;
    if (within === undefined || !LEFT_TO_PERSON.has(found.reason)) return found;
    const footprint = isSight ? footprintAround(at, drawn.lastSize, awayYawRad, this.#ground) : within;
    const laid = await queries.fitCuboid(frameId, { footprint, classSize: drawn.lastSize });
    return laid ?? found;
  }

  #finishFit(answer: FitFound | FitAnswer, method: FitMethod, className: string): void {
    const { document, edits, state, fits } = this.#context;
    const isSparse = 'quality' in answer && answer.quality === 'sparse';
    const { frameId } = edits;
    if (frameId === undefined) return;
    const { sequence } = state.getState();
    const likely = 'quality' in answer ? [answer] : [answer, ...answer.alternatives];
    const cuboids = likely.map((one) =>
      'heading' in one ? headedLikeNeighbours({ document, sequence, frameId }, one) : one.cuboid,
    );
    const record = this.#create(cuboids[0]!, className, isSparse ? 'manual' : method);
    if (record === undefined) return;
    if (isSparse) state.setState({ prompt: { kind: 'fit-sparse' } });
    if ('quality' in answer) return;
    const { alternatives, confidence } = answer;
    fits.remember(record.id, record.cuboid, cuboids);
    if (confidence < SURE && alternatives.length > 0)
      state.setState({ prompt: { kind: 'fit-unsure', confidence } });
  }

  #classMeant(): DrawnClass {
    const { document, state } = this.#context;
    const { dataset, activeClass: name } = state.getState();
    return {
      name,
      typicalSize: classSizeOf(dataset, document, name),
      lastSize: rememberedSizeOf(dataset, document, name),
    };
  }

  /** Without asking the points: of the size that the class had last. */
  #lay(at: Vec3, yawRad: number, { name, lastSize }: DrawnClass): void {
    const ground = footprintAround(at, lastSize, yawRad, this.#ground);
    this.#create(cuboidOn(ground, lastSize, this.#ground), name, 'manual');
  }

  #create(cuboid: Cuboid, className: string, by: ShapedBy): CuboidRecord | undefined {
    const { document, state, edits } = this.#context;
    const id = edits.create(cuboid, className, by);
    this.#show(undefined, undefined, 'default');
    if (id === undefined) return undefined;
    state.setState({ selection: [id], tool: 'select' });
    return document.get(id);
  }

  readonly #ground: GroundHeight = (x, y) => this.#context.queries.groundHeight(x, y);

  #groundAt(view: ToolView, position: Pixel): Vec3 | undefined {
    const ray = view.rayAt(position);
    return ray === undefined ? undefined : groundHit(ray, this.#ground);
  }

  #showBand(band: Rectangle, viewId: string): void {
    this.#context.overlay.setState({ cursor: 'crosshair', band, viewId }, true);
  }

  #show(
    viewId: string | undefined,
    footprint: Footprint | undefined,
    cursor: 'crosshair' | 'default' | 'not-allowed' = 'crosshair',
  ): void {
    const { overlay } = this.#context;
    const last = overlay.getState();
    const isSame = last.cursor === cursor && last.viewId === viewId && last.footprint === footprint;
    if (isSame && last.band === undefined) return;
    overlay.setState(
      { cursor, ...(footprint && { footprint }), ...(viewId !== undefined && { viewId }) },
      true,
    );
  }
}
