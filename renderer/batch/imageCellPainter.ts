import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import { isUnreviewed } from '#renderer/editor/edits/provenance.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { CanvasSheet } from '#renderer/scene/overlay/canvasSheet.ts';
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
  readonly #sheet: CanvasSheet;
  readonly #stops: readonly (() => void)[];

  constructor(options: ImageCellPainterOptions) {
    this.#options = options;
    const { canvas, session, batch, frameId } = options;
    this.#sheet = new CanvasSheet(canvas, (context, width, height) => this.#draw(context, width, height));
    const { invalidate } = this.#sheet;
    this.#stops = [
      session.document.subscribe(({ frames }) => {
        if (frames.has(frameId)) invalidate();
      }),
      batch.subscribe(frameId, invalidate),
    ];
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#sheet.dispose();
  }

  #draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { session, batch, frameId, trackId, classColor } = this.#options;
    const record = batch.recordOf(trackId, frameId);
    if (record === undefined) return;
    const crop = batch.imageCrops.get(frameId);
    const best = batch.bestImage(frameId, record.cuboid, width / height);
    if (best === undefined) this.#say(context, width, height);
    if (crop === undefined || best?.wanted.cameraId !== crop.cameraId) return;
    paintImageCell(context, width, height, {
      crop,
      view: best.view,
      cuboid: record.cuboid,
      color: classColor(session.document.get(trackId)?.class ?? ''),
      isDashed: isUnreviewed(record),
    });
  }

  #say(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { canvas, unseen } = this.#options;
    context.fillStyle = TEXT_COLOR;
    context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
    context.textAlign = 'center';
    context.fillText(unseen, width / 2, height / 2, width - 16);
  }
}
