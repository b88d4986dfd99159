import { pixelInImage } from '#shared/camera/projectPoint.ts';
import { projectVisible } from '#shared/camera/projectVisible.ts';
import { projectCuboid } from '#shared/camera/projectCuboid.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import type { Camera, Frame } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { PLAIN_TONE } from '#shared/host/defaultSettings.ts';
import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { Proposal } from '#renderer/editor/session/proposals.ts';
import type { ToolView } from '#renderer/editor/tools/view.ts';
import { drawBand } from '#renderer/scene/overlay/drawBand.ts';
import { placeMark } from '#renderer/scene/placeMark.ts';
import { Box2dPainter } from './box2dPainter.ts';
import { classColorOf } from './classColorOf.ts';
import { CuboidPainter, whatIsDrawn, type CuboidInPanel } from './cuboidPainter.ts';
import { displayedImage, distortingLens, type DisplayedImage } from './displayedImage.ts';
import { drawCuboid } from './drawCuboid.ts';
import { drawPinsOnImage } from './drawPinsOnImage.ts';
import { drawPoints } from './drawPoints.ts';
import type { PanelRoom } from './drawTag.ts';
import type { ImageStore, LoadedImage } from './imageStore.ts';
import type { ImageLook } from './imageLook.ts';
import { imageToolView } from './imageToolView.ts';
import { panelFromImage, type Extent, type ImageViewport } from './imageViewport.ts';
import { PointsLayer, type PointSources } from './pointsLayer.ts';
import { PanelViewport } from './panelViewport.ts';
import { toneFilter } from './toneFilter.ts';
import { TrajectoryPainter } from './trajectoryPainter.ts';
import type { UndistortedImages } from './undistortedImages.ts';

export interface ImagePainterOptions {
  readonly canvas: HTMLCanvasElement;
  readonly session: EditorSession;
  readonly camera: Camera;
  readonly images: ImageStore;
  readonly undistorted: UndistortedImages;
  readonly points: PointSources;
  /** Lies over the canvas where the linked point is. */
  readonly mark: HTMLElement;
  /** Names the panel among those that show the same camera; of its tool view. */
  readonly viewId: string;
}

/** On photographs, the accent of the dark theme in both themes. */
const BAND_COLOR = '#6CA8FF';

/**
 * One camera panel's canvas: the bitmap, and over it the cuboids of the frame on screen as this camera sees them.
 * It listens to the document itself, preview included, so that a drag is live without React taking part, and draws
 * at most once per display frame, only when something changed.
 */
export class ImagePainter {
  readonly #options: ImagePainterOptions;
  readonly #context: CanvasRenderingContext2D;
  readonly #classColor: (className: string) => string;
  readonly #unsubscribe: (() => void)[] = [];
  #panel: PanelRoom = { width: 1, height: 1, name: { width: 0, height: 0 } };
  #pixelRatio = 1;
  /** Until it was told how large it is, what it drew would be seen by nobody. */
  #hasSize = false;
  #shown: DisplayedImage | undefined;
  #look: ImageLook = {
    tone: PLAIN_TONE,
    isUndistorted: false,
    points: undefined,
    follows: undefined,
    truncated: () => '',
  };
  #closeUpOf: TrackId | Proposal | Rectangle | undefined;
  /** What was zoomed to in one geometry is elsewhere in the other: each has its own, and keeps it. */
  readonly #viewports = { original: new PanelViewport(), undistorted: new PanelViewport() };
  readonly #points: PointsLayer;
  readonly #trajectories: TrajectoryPainter;
  readonly #cuboids: CuboidPainter;
  readonly #boxes: Box2dPainter;
  #scheduled = 0;
  /** Something beside labels has changed. */
  #isStale = true;
  /** What was drawn of the labels, see {@link PanelLabels}. */
  #drawn: readonly unknown[] = [];

  constructor(options: ImagePainterOptions) {
    this.#options = options;
    const context = options.canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2D canvas');
    this.#context = context;
    const { session } = options;
    this.#classColor = classColorOf(session.state.getState().dataset);
    this.#trajectories = new TrajectoryPainter(this.#classColor);
    this.#cuboids = new CuboidPainter(session, this.#classColor);
    this.#boxes = new Box2dPainter(session, options.camera.id, this.#classColor);
    this.#points = new PointsLayer(options.points, () => this.invalidate());
    this.#showFrame(session.state.getState().frameId);
    this.#unsubscribe.push(
      session.document.subscribe((change) => {
        const { frameId } = session.state.getState();
        if (frameId === undefined || !change.frames.has(frameId)) return;
        // While a drag goes on the picture stays under the pointer.
        if (change.cause !== 'preview') this.#viewport.keepInView(this.#closeUpArea());
        this.#schedule();
      }),
      session.proposals.store.subscribe((now, before) => {
        if (now.kind !== 'found' && before.kind !== 'found') return;
        if (this.#look.follows === 'proposal') this.#updateCloseUp();
        this.invalidate();
      }),
      session.calibrations.state.subscribe(() => this.#showFrame(session.state.getState().frameId)),
      session.tools.overlay.subscribe((_, before) => {
        // A band that ends must go, too.
        if (this.#band !== undefined || before.band !== undefined) this.invalidate();
      }),
      session.tracks.trajectories.subscribe(() => this.invalidate()),
      session.tools.link.store.subscribe(() => this.#placeMark()),
      session.state.subscribe((state, previous) => {
        if (state.frameId !== previous.frameId) this.#showFrame(state.frameId);
        if (state.zoomedTrack !== previous.zoomedTrack) this.#updateCloseUp();
        if (state.pins !== previous.pins) this.invalidate();
        if (
          state.selection !== previous.selection ||
          state.hovered !== previous.hovered ||
          state.selectedBox !== previous.selectedBox ||
          state.hoveredBox !== previous.hoveredBox ||
          state.trackView !== previous.trackView ||
          state.filter !== previous.filter
        )
          this.#schedule();
      }),
    );
  }

  get toolView(): ToolView {
    const { viewId, camera } = this.#options;
    const viewport = this.#viewport.current;
    const original = this.#shown?.isUndistorted === true ? undefined : this.#shown?.image;
    const pointAt = (at: Pixel) => this.#points.pointAt(at, viewport);
    return imageToolView(viewId, camera.id, this.#camera, viewport, pointAt, original);
  }

  get #image(): LoadedImage | undefined {
    return this.#shown?.image;
  }

  /** What all projects through: the calibrated lens, or the pinhole that its image is shown through. */
  get #camera(): CameraView | undefined {
    return this.#shown?.camera;
  }

  get #viewport(): PanelViewport {
    return this.#viewports[this.#shown?.isUndistorted === true ? 'undistorted' : 'original'];
  }

  setLook(look: ImageLook): void {
    const before = this.#look;
    this.#look = look;
    this.#points.setLook(look.points);
    if (look.isUndistorted !== before.isUndistorted)
      this.#showFrame(this.#options.session.state.getState().frameId);
    else if (look.follows !== before.follows || look.area !== before.area) this.#updateCloseUp();
    this.invalidate();
  }

  resize({ width, height, name }: PanelRoom, pixelRatio: number): void {
    this.#panel = { width: Math.max(1, width), height: Math.max(1, height), name };
    this.#pixelRatio = pixelRatio;
    this.#hasSize = true;
    for (const viewport of Object.values(this.#viewports)) viewport.setPanel(this.#panel);
    this.#options.canvas.width = Math.round(this.#panel.width * pixelRatio);
    this.#options.canvas.height = Math.round(this.#panel.height * pixelRatio);
    this.#draw();
  }

  zoom(at: Pixel, factor: number): void {
    this.#viewport.zoom(at, factor);
    this.invalidate();
  }

  pan(dx: number, dy: number): void {
    this.#viewport.pan(dx, dy);
    this.invalidate();
  }

  invalidate(): void {
    this.#isStale = true;
    this.#schedule();
  }

  /** For labels that may have changed: of six cameras one or two see what is edited, and only these draw. */
  #schedule(): void {
    if (!this.#hasSize || this.#scheduled !== 0) return;
    this.#scheduled = requestAnimationFrame(() => {
      this.#scheduled = 0;
      const labels = this.#labels();
      if (this.#isStale || !isSame(labels.drawn, this.#drawn)) this.#draw(labels);
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#scheduled);
    this.#points.dispose();
    for (const stop of this.#unsubscribe) stop();
  }

  /** The rubber band, if it is in this panel. */
  get #band(): Rectangle | undefined {
    const { band, viewId } = this.#options.session.tools.overlay.getState();
    return viewId === this.#options.viewId ? band : undefined;
  }

  #showFrame(frameId: FrameId | undefined): void {
    const { camera, session, images, undistorted } = this.#options;
    const frame = frameOf(session, frameId);
    const file = frame?.images.find(({ sensor }) => sensor === camera.id);
    const original = file && images.peek(file.path);
    const calibration = frame && session.calibrationOf(camera, frame);
    const intrinsics = this.#look.isUndistorted ? distortingLens(calibration) : undefined;
    const flat = file && intrinsics && undistorted.peek(file.path, intrinsics);
    this.#shown = original && displayedImage(original, calibration, flat);
    this.#points.show(frameId, this.#camera);
    this.#viewport.setImage(this.#image);
    this.#updateCloseUp();
    if (file === undefined) return;
    if (original === undefined) this.#showOnce(images.load(file.path), frameId);
    // Until it is there the image is shown as it is.
    else if (intrinsics !== undefined && flat === undefined)
      this.#showOnce(undistorted.load(file.path, intrinsics), frameId);
  }

  #showOnce(loading: Promise<unknown>, frameId: FrameId | undefined): void {
    loading.then(
      () => {
        if (this.#options.session.state.getState().frameId === frameId) this.#showFrame(frameId);
      },
      // The panel asks the image store for the reason and says it; what cannot be undistorted stays as it is.
      () => this.invalidate(),
    );
  }

  #updateCloseUp(): void {
    const { proposals, state } = this.#options.session;
    const { follows, area } = this.#look;
    const track = follows === 'proposal' ? proposals.current : (follows ?? state.getState().zoomedTrack);
    const subject = area ?? track;
    // Another object's close-up is a new one: what was zoomed to in the last is not of this.
    if (subject !== this.#closeUpOf) this.#viewport.closeUp(undefined);
    this.#closeUpOf = subject;
    this.#viewport.closeUp(this.#closeUpArea());
    this.invalidate();
  }

  /** Where the image shows the object of the close-up, pixels. */
  #closeUpArea(): Rectangle | undefined {
    if (this.#look.area !== undefined) return this.#look.area;
    const cuboid = this.#closeUpCuboid();
    return cuboid && this.#camera && projectCuboid(cuboid, this.#camera)?.clipped;
  }

  #closeUpCuboid(): Cuboid | undefined {
    const { document, state } = this.#options.session;
    const { frameId } = state.getState();
    const of = this.#closeUpOf;
    if (typeof of === 'object') return 'cuboid' in of ? of.cuboid : undefined;
    if (frameId === undefined || of === undefined) return undefined;
    return document.cuboidsIn(frameId).find(({ trackId }) => trackId === of)?.cuboid;
  }

  /** By itself where only the pointer moved: nothing has to be drawn for it. */
  #placeMark(): void {
    const point = this.#options.session.tools.link.store.getState();
    const at = point && this.#camera && pixelInImage(point.position, this.#camera);
    const part = { ...this.#panel, left: 0, top: 0 };
    placeMark(this.#options.mark, at && panelFromImage(this.#viewport.current, at), part);
    if (point !== undefined)
      this.#options.mark.classList.toggle('point-mark--hidden', this.#points.sees(point.index) === false);
  }

  #labels(): PanelLabels {
    const shown = this.#shown;
    const viewport = this.#viewport.current;
    const cuboids = shown && this.#cuboids.inPanel(shown, viewport, this.#panel, this.#look.truncated);
    const { scale, offsetX, offsetY } = viewport;
    return {
      cuboids: cuboids ?? [],
      drawn: [scale, offsetX, offsetY, ...(cuboids ?? []).flatMap(whatIsDrawn), ...this.#boxes.whatIsDrawn()],
    };
  }

  #draw({ cuboids, drawn } = this.#labels()): void {
    cancelAnimationFrame(this.#scheduled);
    this.#scheduled = 0;
    this.#drawn = drawn;
    // What is drawn over all else may be about anything.
    this.#isStale = this.#look.over !== undefined;
    this.#placeMark();
    const context = this.#context;
    context.setTransform(this.#pixelRatio, 0, 0, this.#pixelRatio, 0, 0);
    context.clearRect(0, 0, this.#panel.width, this.#panel.height);
    if (this.#image === undefined || this.#shown === undefined) return;
    const viewport = this.#viewport.current;
    // The picture covers half a pixel more than the centres of its outer pixels.
    const half = viewport.scale / 2;
    context.imageSmoothingEnabled = viewport.scale < 3;
    const picture = [
      viewport.offsetX - half,
      viewport.offsetY - half,
      this.#image.width * viewport.scale,
      this.#image.height * viewport.scale,
    ] as const;
    context.filter = toneFilter(this.#look.tone);
    context.drawImage(this.#image.bitmap, ...picture);
    context.filter = 'none';
    if (this.#camera === undefined) {
      this.#drawBoxes(this.#shown, viewport);
      return;
    }
    // Lines end where the picture ends: what lies beyond, the camera did not see.
    context.save();
    context.beginPath();
    context.rect(...picture);
    context.clip();
    // An undistorted picture ends at a curve, within its rectangle.
    if (this.#shown.isUndistorted) context.globalCompositeOperation = 'source-atop';
    this.#points.draw(context, this.#panel, viewport, this.#pixelRatio);
    this.#drawTrial(this.#camera, viewport);
    const { shown } = this.#options.session.tracks.trajectories;
    this.#trajectories.draw(context, shown, this.#camera, viewport);
    this.#cuboids.draw(context, cuboids, this.#shown, viewport, this.#panel);
    this.#drawProposal(this.#camera, this.#image, viewport);
    context.restore();
    this.#drawBoxes(this.#shown, viewport);
    const { isUndistorted } = this.#shown;
    this.#look.over?.(context, { camera: this.#camera, viewport, panel: this.#panel, isUndistorted });
    const band = this.#band;
    if (band !== undefined) drawBand(context, band, BAND_COLOR);
  }

  /** Over the border as well: one that bounds the whole of an object may go beyond what the camera saw. */
  #drawBoxes(shown: DisplayedImage | undefined, viewport: ImageViewport): void {
    if (shown === undefined) return;
    this.#boxes.draw(this.#context, shown, viewport, this.#panel);
    const { camera, session } = this.#options;
    drawPinsOnImage(this.#context, session.state.getState().pins, camera.id, shown, viewport);
  }

  /** Points, for the eye to judge a calibration by. */
  #drawTrial(camera: CameraView, viewport: ImageViewport): void {
    const { trial } = this.#options.session.calibrations.state.getState();
    if (trial?.cameras.has(this.#options.camera.id) !== true) return;
    drawPoints(this.#context, trial.points, camera, viewport);
  }

  #drawProposal(camera: CameraView, image: Extent, viewport: ImageViewport): void {
    const { proposals } = this.#options.session;
    const { current } = proposals;
    const projected = current && projectVisible(current.cuboid, camera);
    if (current === undefined || projected === undefined) return;
    drawCuboid(this.#context, projected, viewport, this.#panel, image, {
      color: this.#classColor(current.className),
      isSelected: false,
      isHovered: true,
      isDashed: true,
      tag: current.className,
      isLocked: false,
    });
  }
}

/** The labels that a panel shows. */
interface PanelLabels {
  readonly cuboids: readonly CuboidInPanel[];
  /** Where it is the same, one by one, so are they, to the pixel. */
  readonly drawn: readonly unknown[];
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => Object.is(each, b[i]));
}

export function frameOf(session: EditorSession, frameId: FrameId | undefined): Frame | undefined {
  return session.state.getState().sequence.frames.find(({ id }) => id === frameId);
}
