import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import {
  calibrationOfImage,
  type Camera,
  type CameraCalibration,
  type Dataset,
  type Frame,
} from '#shared/dataset/dataset.ts';
import type { CuboidRecord, FrameId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { isShown } from '#renderer/editor/session/trackView.ts';
import type { ToolView } from '#renderer/editor/tools/view.ts';
import { drawCuboid } from './drawCuboid.ts';
import type { ImageStore, LoadedImage } from './imageStore.ts';
import { imageToolView } from './imageToolView.ts';
import { fitViewport, panBy, zoomAt, type Extent, type ImageViewport } from './imageViewport.ts';
import { ProjectionCache } from './projectionCache.ts';

export interface ImagePainterOptions {
  readonly canvas: HTMLCanvasElement;
  readonly session: EditorSession;
  readonly camera: Camera;
  readonly images: ImageStore;
}

/**
 * One camera panel's canvas: the bitmap, and over it the cuboids of the frame on screen as this camera sees them.
 * It listens to the document itself, preview included, so that a drag is live without React taking part, and draws
 * at most once per display frame, only when something changed.
 */
export class ImagePainter {
  readonly #options: ImagePainterOptions;
  readonly #context: CanvasRenderingContext2D;
  readonly #projections = new ProjectionCache();
  readonly #colors: ReadonlyMap<string, string>;
  readonly #unsubscribe: (() => void)[] = [];
  #panel: Extent = { width: 1, height: 1 };
  #pixelRatio = 1;
  #image: LoadedImage | undefined;
  #camera: CameraView | undefined;
  /** Undefined: the image fits the panel, also after the panel's size changes. */
  #viewport: ImageViewport | undefined;
  #scheduled = 0;

  constructor(options: ImagePainterOptions) {
    this.#options = options;
    const context = options.canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2D canvas');
    this.#context = context;
    const { session } = options;
    this.#colors = classColors(session.state.getState().dataset);
    this.#showFrame(session.state.getState().frameId);
    this.#unsubscribe.push(
      session.document.subscribe((change) => {
        const { frameId } = session.state.getState();
        if (frameId !== undefined && change.frames.has(frameId)) this.invalidate();
      }),
      session.state.subscribe((state, previous) => {
        if (state.frameId !== previous.frameId) this.#showFrame(state.frameId);
        if (
          state.selection !== previous.selection ||
          state.hovered !== previous.hovered ||
          state.trackView !== previous.trackView
        )
          this.invalidate();
      }),
    );
  }

  get toolView(): ToolView {
    return imageToolView(`image:${this.#options.camera.id}`, this.#camera, this.#currentViewport());
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.#panel = { width: Math.max(1, width), height: Math.max(1, height) };
    this.#pixelRatio = pixelRatio;
    this.#options.canvas.width = Math.round(this.#panel.width * pixelRatio);
    this.#options.canvas.height = Math.round(this.#panel.height * pixelRatio);
    this.#draw();
  }

  zoom(at: Pixel, factor: number): void {
    if (this.#image === undefined) return;
    this.#viewport = zoomAt(this.#currentViewport(), at, factor, this.#image, this.#panel);
    this.invalidate();
  }

  pan(dx: number, dy: number): void {
    if (this.#image === undefined) return;
    this.#viewport = panBy(this.#currentViewport(), dx, dy, this.#image, this.#panel);
    this.invalidate();
  }

  /** Back to the whole image. */
  fit(): void {
    this.#viewport = undefined;
    this.invalidate();
  }

  invalidate(): void {
    if (this.#scheduled !== 0) return;
    this.#scheduled = requestAnimationFrame(() => {
      this.#scheduled = 0;
      this.#draw();
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#scheduled);
    for (const stop of this.#unsubscribe) stop();
  }

  #showFrame(frameId: FrameId | undefined): void {
    const { camera, session, images } = this.#options;
    const frame = frameOf(session, frameId);
    const file = frame?.images.find(({ sensor }) => sensor === camera.id);
    this.#image = file === undefined ? undefined : images.peek(file.path);
    this.#camera = cameraViewOf(frame && calibrationOfImage(camera, frame), this.#image);
    this.invalidate();
    if (file === undefined || this.#image !== undefined) return;
    images.load(file.path).then(
      () => {
        if (session.state.getState().frameId === frameId) this.#showFrame(frameId);
      },
      // The panel asks the store for the reason and says it in words.
      () => this.invalidate(),
    );
  }

  #currentViewport(): ImageViewport {
    return this.#viewport ?? fitViewport(this.#image ?? { width: 16, height: 9 }, this.#panel);
  }

  #draw(): void {
    const context = this.#context;
    context.setTransform(this.#pixelRatio, 0, 0, this.#pixelRatio, 0, 0);
    context.clearRect(0, 0, this.#panel.width, this.#panel.height);
    if (this.#image === undefined) return;
    const viewport = this.#currentViewport();
    // The picture covers half a pixel more than the centres of its outer pixels.
    const half = viewport.scale / 2;
    context.imageSmoothingEnabled = viewport.scale < 3;
    const picture = [
      viewport.offsetX - half,
      viewport.offsetY - half,
      this.#image.width * viewport.scale,
      this.#image.height * viewport.scale,
    ] as const;
    context.drawImage(this.#image.bitmap, ...picture);
    if (this.#camera === undefined) return;
    // Lines end where the picture ends: what lies beyond, the camera did not see.
    context.save();
    context.beginPath();
    context.rect(...picture);
    context.clip();
    this.#drawCuboids(this.#camera, viewport);
    context.restore();
  }

  #drawCuboids(camera: CameraView, viewport: ImageViewport): void {
    const { document, state } = this.#options.session;
    const { frameId, selection, hovered, trackView } = state.getState();
    if (frameId === undefined) return;
    const shown = document.cuboidsIn(frameId).filter(({ trackId }) => isShown(trackView, trackId));
    const drawn = this.#projections.project(camera, shown);
    const isOnTop = (record: CuboidRecord): number => (selection.includes(record.id) ? 1 : 0);
    for (const { record, projected } of drawn.sort((a, b) => isOnTop(a.record) - isOnTop(b.record))) {
      const track = document.get(record.trackId);
      const className = track?.class ?? '';
      const isSelected = selection.includes(record.id);
      const isHovered = hovered === record.id;
      drawCuboid(this.#context, projected, viewport, this.#panel, {
        color: this.#colors.get(className) ?? '#BEC9FF',
        isSelected,
        isHovered,
        isDashed:
          record.status !== 'confirmed' &&
          (record.provenance.source === 'interpolated' || record.provenance.source === 'propagated'),
        tag: isSelected || isHovered ? `${className} ${track?.number ?? ''}` : undefined,
      });
    }
  }
}

export function frameOf(session: EditorSession, frameId: FrameId | undefined): Frame | undefined {
  return session.state.getState().sequence.frames.find(({ id }) => id === frameId);
}

function cameraViewOf(
  calibration: CameraCalibration | undefined,
  image: LoadedImage | undefined,
): CameraView | undefined {
  if (calibration === undefined || image === undefined) return undefined;
  return {
    model: createCameraModel(calibration.intrinsics),
    cameraFromLabel: calibration.cameraFromLabel,
    width: image.width,
    height: image.height,
  };
}

function classColors(dataset: Dataset): ReadonlyMap<string, string> {
  return new Map(dataset.ontology.classes.map((entry) => [entry.name, entry.color]));
}
