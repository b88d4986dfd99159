import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { Batch } from './batch.ts';
import { paintImageCell } from './imageCell.ts';

export interface ImageCellPainterOptions {
  readonly canvas: HTMLCanvasElement;
  readonly session: EditorSession;
  readonly batch: Batch;
  readonly frameId: FrameId;
  readonly trackId: TrackId;
  /** Said where no camera sees the object. */
  readonly unseen: string;
  /** On photographs, `#RRGGBB`. */
  classColor(className: string): string;
}

/** On black, in both themes. */
const TEXT_COLOR = '#AEB9C7';

/** One cell: the object in the image that shows it best in one frame. Draws when something changed, a drag included. */
export class ImageCellPainter {
  readonly #options: ImageCellPainterOptions;
  readonly #context: CanvasRenderingContext2D;
  readonly #stop: (() => void)[] = [];
  #size = { width: 0, height: 0, ratio: 1 };
  #scheduled = 0;

  constructor(options: ImageCellPainterOptions) {
    this.#options = options;
    const context = options.canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2D canvas');
    this.#context = context;
    const { session, batch, frameId } = options;
    this.#stop.push(
      session.document.subscribe(({ frames }) => {
        if (frames.has(frameId)) this.invalidate();
      }),
      batch.subscribe(frameId, () => this.invalidate()),
    );
  }

  /** @param ratio device pixels per CSS pixel */
  resize(width: number, height: number, ratio: number): void {
    this.#size = { width, height, ratio };
    const { canvas } = this.#options;
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    this.invalidate();
  }

  invalidate(): void {
    this.#scheduled ||= requestAnimationFrame(() => this.#paint());
  }

  dispose(): void {
    cancelAnimationFrame(this.#scheduled);
    for (const stop of this.#stop.splice(0)) stop();
  }

  #say(text: string): void {
    const { width, height } = this.#size;
    const context = this.#context;
    context.fillStyle = TEXT_COLOR;
    context.font = `12px ${getComputedStyle(this.#options.canvas).fontFamily}`;
    context.textAlign = 'center';
    context.fillText(text, width / 2, height / 2, width - 16);
  }

  #paint(): void {
    this.#scheduled = 0;
    const { session, batch, frameId, trackId, classColor } = this.#options;
    const { width, height, ratio } = this.#size;
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const record = batch.recordOf(trackId, frameId);
    const crop = batch.imageCrops.get(frameId);
    const best = record && height > 0 ? batch.bestImage(frameId, record.cuboid, width / height) : undefined;
    if (record !== undefined && best === undefined) this.#say(this.#options.unseen);
    if (record === undefined || crop === undefined || best?.wanted.cameraId !== crop.cameraId) return;
    const { source, keyframe } = record.provenance;
    const isDerived = !keyframe && (source === 'interpolated' || source === 'propagated');
    paintImageCell(context, width, height, {
      crop,
      view: best.view,
      cuboid: record.cuboid,
      color: classColor(session.document.get(trackId)?.class ?? ''),
      isDashed: isDerived && record.status !== 'confirmed',
    });
  }
}
