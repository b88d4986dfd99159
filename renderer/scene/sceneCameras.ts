import type { Pixel } from '#shared/camera/cameraModel.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { isShown } from '#renderer/editor/session/trackView.ts';
import { cuboidsOnScreen } from '#renderer/editor/session/viewFilter.ts';
import { pickCuboid } from '#renderer/editor/tools/pickCuboid.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import type { CuboidId, TrackId } from '#renderer/editor/document/records.ts';
import { sphereAround } from './cameras/sphereAround.ts';
import { aimCamera, frameCamera, moveCamera, type SceneCamera } from './cameras/viewCamera.ts';
import { pixelsPerMetre, type ViewSize } from './cameras/viewPose.ts';
import { forwardHeading } from './forwardHeading.ts';
import { Navigator } from './input/navigator.ts';
import type { SceneView } from './views/sceneView.ts';
import { Viewports, type SceneLayout } from './views/viewports.ts';

export interface SceneCamerasOptions {
  readonly session: EditorSession;
  readonly clouds: Pick<CloudService, 'groundHeight' | 'pickPoint'>;
  /** A camera moved or is about to. */
  onMoved(): void;
}

/** One cuboid, told from others by its id. */
interface LookedAt {
  readonly id: unknown;
  readonly cuboid: Cuboid;
}

interface BeforeCloseUp {
  readonly perspective: SceneCamera;
  readonly top: SceneCamera;
  /** What the close-up was of. */
  readonly of: unknown;
}

/** How much of the surroundings is seen when flying to a place without a cuboid, metres. */
const PLACE_RADIUS = 6;
/** Of a mark: what it marks is small. */
const MARK_RADIUS = 3;
/** A cuboid is shown with this many times its own radius around it. */
const CONTEXT = 1.25;
/** How far from the pointer a point may be to be flown to, CSS pixels. */
const PICK_PIXELS = 6;

/** The views and where their cameras look: framing, flying, following the selection. */
export class SceneCameras {
  readonly viewports = new Viewports();
  readonly navigator: Navigator;
  /** Which heading is ahead, radians. */
  readonly headingRad: number;
  /** The view under the pointer. */
  over: SceneView | undefined;
  readonly #options: SceneCamerasOptions;
  #bounds: Bounds | undefined;
  #isLaidOut = false;
  #hasFramed = false;
  /** Where the overviews looked before the close-up. */
  #beforeCloseUp: BeforeCloseUp | undefined;
  /** What the level views show. */
  #levelOf: LookedAt | undefined;

  constructor(options: SceneCamerasOptions) {
    this.#options = options;
    const { session } = options;
    const { sequence, frameId } = session.state.getState();
    const frame = sequence.frames.find(({ id }) => id === frameId);
    this.headingRad = forwardHeading(
      sequence.cameras,
      (camera) => frame && session.calibrationOf(camera, frame),
    );
    this.navigator = new Navigator((x, y) => options.clouds.groundHeight(x, y), options.onMoved);
  }

  resize(size: ViewSize): void {
    this.viewports.resize(size);
    this.#isLaidOut = size.width > 1 && size.height > 1;
    this.#frameFirst();
  }

  /** What the whole scene is from now on. The cameras stay, except for the first scene of all, which is framed. */
  setBounds(bounds: Bounds): void {
    this.#bounds = bounds;
    this.#frameFirst();
  }

  swap(): void {
    this.viewports.swap();
    this.#options.onMoved();
  }

  /** Lays the views out otherwise. Close up the top view looks at the cuboid; the overviews come back as they were. */
  setLayout(layout: SceneLayout): void {
    const { viewports, navigator } = this;
    if (layout === viewports.layout) return;
    const wasRows = viewports.layout === 'rows';
    viewports.layout = layout;
    const { perspective, top } = viewports;
    if (wasRows) {
      const subject = this.#lookedAt();
      this.#beforeCloseUp = { perspective: perspective.camera, top: top.camera, of: subject?.id };
      if (subject !== undefined) navigator.place(top, this.#fromAbove(subject.cuboid));
    } else if (layout === 'rows' && this.#beforeCloseUp !== undefined) {
      const { perspective: overview, top: above, of } = this.#beforeCloseUp;
      this.#beforeCloseUp = undefined;
      navigator.place(perspective, overview);
      navigator.place(top, above);
      // Another one is selected by now: the small view shows that.
      if (of !== this.#lookedAt()?.id) this.followSelection();
    }
    this.#options.onMoved();
  }

  frameAll(): void {
    const bounds = this.#bounds;
    if (bounds === undefined) return;
    for (const view of this.viewports.overviews) {
      this.navigator.fly(view, frameCamera(view.camera.kind, bounds, this.headingRad, view.rect));
    }
  }

  flyToSelection(): void {
    const cuboids = this.#selected();
    if (cuboids.length === 0) return;
    const { centre, radius } = sphereAround(cuboids);
    const { overviews, layout, top } = this.viewports;
    for (const view of overviews) {
      // Beside the side view, the top view shows the cuboid the same way round.
      if (layout === 'review' && view === top && cuboids.length === 1) this.followSelection();
      else this.navigator.flyTo(view, centre, radius * CONTEXT);
    }
    this.#aimLevelViews();
  }

  /** A point of the label frame, with what is around it. */
  flyToPlace(point: Vec3): void {
    for (const view of this.viewports.overviews) this.navigator.flyTo(view, point, MARK_RADIUS);
  }

  /**
   * The small top view shows what was selected elsewhere, its front up, so that its left is on the left there and from
   * behind. It stays where it is while the pointer is in it: what is under the pointer must not slip away.
   */
  followSelection(): void {
    const [only, ...others] = this.#selected();
    if (only !== undefined && others.length === 0) this.#showFromAbove(only);
  }

  /** The proposal that is looked at, likewise. */
  followProposal(): void {
    const { current } = this.#options.session.proposals;
    if (current !== undefined) this.#showFromAbove(current.cuboid);
  }

  #showFromAbove(cuboid: Cuboid): void {
    const view = this.viewports.top;
    const isHeld = this.over === view && this.viewports.layout === 'rows';
    if (this.viewports.isSwapped || isHeld) return;
    this.navigator.fly(view, this.#fromAbove(cuboid));
  }

  #fromAbove(cuboid: Cuboid): SceneCamera {
    const { centre, radius } = sphereAround([cuboid]);
    const aimed = aimCamera(this.viewports.top.camera, centre, radius * CONTEXT);
    return aimed.kind === 'top' ? { ...aimed, upYawRad: cuboidYaw(cuboid) } : aimed;
  }

  /**
   * Another frame came on screen: the cameras go as far as the objects that were and are selected, at once, so that
   * these stay where they are on screen. Clouds lie in the vehicle's frame: with the vehicle they go anyway.
   */
  goAlong(selectedBefore: readonly CuboidId[]): void {
    const { document, state } = this.#options.session;
    const placeOf = (ids: readonly CuboidId[]): ReadonlyMap<TrackId, Cuboid> =>
      new Map(ids.flatMap((id) => document.get(id) ?? []).map(({ trackId, cuboid }) => [trackId, cuboid]));
    const before = placeOf(selectedBefore);
    const now = placeOf(state.getState().selection);
    const tracks = [...now.keys()].filter((id) => before.has(id));
    if (tracks.length === 0) return;
    const centreIn = (places: typeof now) =>
      sphereAround(tracks.flatMap((id) => places.get(id) ?? [])).centre;
    const way = subtract(centreIn(now), centreIn(before));
    for (const view of this.viewports.overviews) this.navigator.place(view, moveCamera(view.camera, way));
    if (this.#beforeCloseUp === undefined) return;
    const { perspective, top, of } = this.#beforeCloseUp;
    this.#beforeCloseUp = { perspective: moveCamera(perspective, way), top: moveCamera(top, way), of };
  }

  /**
   * Brings the level views to what is selected, or to what has become of it; before each drawing. True when there is now
   * something to show in them and was not, or the other way round.
   */
  updateLevelViews(): boolean {
    const { viewports } = this;
    const before = viewports.hasLevelViews;
    const subject = this.#lookedAt();
    if (subject?.id !== this.#levelOf?.id) viewports.lookAt(subject?.cuboid);
    else if (subject !== undefined && subject.cuboid !== this.#levelOf?.cuboid) {
      const { viewId } = this.#options.session.tools.overlay.getState();
      const isDragging = this.#options.session.document.isGestureRunning;
      viewports.follow(
        subject.cuboid,
        isDragging ? viewports.views.find(({ id }) => id === viewId) : undefined,
      );
    }
    this.#levelOf = subject;
    return viewports.hasLevelViews !== before;
  }

  turnRound(): void {
    this.viewports.turnRound();
    this.#options.onMoved();
  }

  /** The camera of the overview under the pointer, else of the large one. */
  get current(): SceneCamera {
    const { isSwapped, top, perspective, overviews } = this.viewports;
    const over = overviews.find((view) => view === this.over);
    return (over ?? (isSwapped ? top : perspective)).camera;
  }

  /** Flies the view that a camera is for to where it stands. */
  flyToCamera(camera: SceneCamera): void {
    const { top, perspective } = this.viewports;
    this.navigator.fly(camera.kind === 'top' ? top : perspective, camera);
  }

  /** Flies to the cuboid at that position of the view, else to the point there, else to the ground; a level view to its own. */
  async flyToPosition(over: SceneView, position: Pixel): Promise<void> {
    const view = this.viewports.overviews.find((candidate) => candidate === over);
    if (view === undefined) return this.#aimLevelViews();
    const { session, clouds } = this.#options;
    const { frameId } = session.state.getState();
    if (frameId === undefined) return;
    const shown = cuboidsOnScreen(session.document, session.state.getState());
    const hit = pickCuboid(shown, view, position);
    if (hit !== undefined) {
      const { centre, radius } = sphereAround([hit.cuboid]);
      this.navigator.flyTo(view, centre, radius * CONTEXT);
      return;
    }
    const perMetre = pixelsPerMetre(view.pose, view.rect, 1);
    const tolerance =
      view.pose.lens.kind === 'perspective'
        ? { angleRad: PICK_PIXELS / perMetre }
        : { radiusMetres: PICK_PIXELS / perMetre };
    const picked = await clouds.pickPoint(frameId, view.rayAt(position), tolerance);
    this.navigator.flyTo(view, picked?.position ?? this.navigator.placeAt(view, position), PLACE_RADIUS);
  }

  #frameFirst(): void {
    if (this.#hasFramed || !this.#isLaidOut || this.#bounds === undefined) return;
    this.#hasFramed = true;
    this.viewports.frame(this.#bounds, this.headingRad);
    this.#options.onMoved();
  }

  #aimLevelViews(): void {
    this.viewports.lookAt(this.#lookedAt()?.cuboid);
    this.#options.onMoved();
  }

  /** The one that is selected alone, and seen; else the proposal that is looked at. */
  #lookedAt(): LookedAt | undefined {
    const { document, state, proposals } = this.#options.session;
    const { selection, frameId, trackView } = state.getState();
    const [only, ...others] = selection;
    const record = only === undefined || others.length > 0 ? undefined : document.get(only);
    const isSeen = record !== undefined && record.frameId === frameId && isShown(trackView, record.trackId);
    if (isSeen) return record;
    const { current } = proposals;
    return current && { id: current, cuboid: current.cuboid };
  }

  #selected(): readonly Cuboid[] {
    const { document, state } = this.#options.session;
    return state
      .getState()
      .selection.map((id) => document.get(id)?.cuboid)
      .filter((cuboid) => cuboid !== undefined);
  }
}
