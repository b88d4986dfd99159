import type { Frame } from '#shared/dataset/dataset.ts';
import { SMALL_FONT } from '#renderer/scene/overlay/canvasText.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { subscribeTheme } from '#renderer/state/theme.ts';
import { CanvasSheet } from '#renderer/scene/overlay/canvasSheet.ts';
import { inkOf } from './inkOf.ts';
import { thumbnailSlots, type ThumbnailSlot } from './thumbnailSlots.ts';
import type { ThumbnailStore } from './thumbnailStore.ts';
import type { TimelineView } from './timelineView.ts';
import { framesInSight, framesPerColumn, rulerStep, xOfFrame } from './timeWindow.ts';

export interface HeadPainterOptions {
  readonly canvas: HTMLCanvasElement;
  readonly session: EditorSession;
  readonly view: TimelineView;
  readonly thumbnails: ThumbnailStore;
  readonly frames: readonly Frame[];
  /** Width of its pictures by their height. */
  aspectOf(cameraId: string): number;
}

/** Of the ruler at the foot of the head, CSS pixels: `--h-ruler`. */
const RULER = 22;
const GAP = 1;
/** Pixels between the numbers of the ruler. */
const LEAST_BETWEEN_NUMBERS = 44;
/** What goes by is not worth fetching, milliseconds. */
const THUMBNAILS_AFTER = 120;

/** Draws the pictures of a camera over the frames, and under them the ruler with what is done. */
export class HeadPainter {
  readonly #options: HeadPainterOptions;
  readonly #sheet: CanvasSheet;
  readonly #stops: (() => void)[];
  #cameraId: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HeadPainterOptions) {
    this.#options = options;
    const { canvas, view, session } = options;
    this.#sheet = new CanvasSheet(canvas, (context, width, height) => this.#draw(context, width, height));
    this.#stops = [
      view.subscribe(this.invalidate),
      subscribeTheme(this.invalidate),
      session.state.subscribe(({ frames }, before) => {
        if (frames !== before.frames) this.invalidate();
      }),
    ];
  }

  invalidate = (): void => this.#sheet.invalidate();

  /** Undefined: no pictures. */
  showCamera(cameraId: string | undefined): void {
    this.#cameraId = cameraId;
    this.invalidate();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#sheet.dispose();
  }

  #draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { canvas, view } = this.#options;
    const room = Math.min(width, view.width);
    if (this.#cameraId !== undefined) this.#drawThumbnails(context, room, height - RULER - 4);
    this.#drawDone(context, room, height);
    context.fillStyle = inkOf(canvas, '--text-2');
    context.font = SMALL_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const { from, to } = framesInSight(view.window, room, view.total);
    const step = rulerStep(view.window.perFrame, LEAST_BETWEEN_NUMBERS);
    for (let number = Math.ceil((from + 1) / step) * step || step; number <= to; number += step) {
      const text = String(number);
      const half = context.measureText(text).width / 2;
      const x = xOfFrame(view.window, number - 1);
      if (x >= half && x + half <= room) context.fillText(text, x, height - RULER / 2 - 1);
    }
  }

  /** At the ruler's foot: a low line where something is labelled, a high one where all is said to be. */
  #drawDone(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { canvas, view, session, frames } = this.#options;
    const { window, total } = view;
    const status = session.state.getState().frames;
    const { from, to } = framesInSight(window, width, total);
    const each = framesPerColumn(window.perFrame);
    const inks = { labelled: inkOf(canvas, '--accent-fill'), done: inkOf(canvas, '--ok') };
    const gap = window.perFrame >= 3 * GAP ? GAP : 0;
    for (let first = Math.floor(from / each) * each; first < to; first += each) {
      const column = frames.slice(first, first + each).map(({ id }) => status.get(id as FrameId));
      const isDone = column.every((frame) => frame?.isDone === true);
      if (!isDone && !column.some((frame) => (frame?.objects ?? 0) > 0)) continue;
      const tall = isDone ? 4 : 2;
      context.fillStyle = isDone ? inks.done : inks.labelled;
      const left = (first - window.first) * window.perFrame;
      context.fillRect(left, height - tall, column.length * window.perFrame - gap, tall);
    }
  }

  #drawThumbnails(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { canvas, view, thumbnails, aspectOf } = this.#options;
    const pictureWidth = height * aspectOf(this.#cameraId!);
    const slots = thumbnailSlots(view.window, width, view.total, pictureWidth);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#want(slots), THUMBNAILS_AFTER);
    context.fillStyle = inkOf(canvas, '--surface-1');
    for (const slot of slots) {
      const path = this.#pathOf(slot);
      const thumbnail = path === undefined ? undefined : thumbnails.get(path);
      const shown = Math.min(slot.width - GAP, pictureWidth);
      const left = slot.left + (slot.width - GAP - shown) / 2;
      context.fillRect(left, 2, shown, height);
      if (thumbnail === undefined) continue;
      // As high as there is room; what is too wide is cut at both sides.
      const cut = (thumbnail.height / height) * shown;
      const from = (thumbnail.width - Math.min(cut, thumbnail.width)) / 2;
      const source = [from, 0, Math.min(cut, thumbnail.width), thumbnail.height] as const;
      context.drawImage(thumbnail.bitmap, ...source, left, 2, shown, height);
    }
  }

  /** Those about the frame on screen first. */
  #want(slots: readonly ThumbnailSlot[]): void {
    const { session, frames, thumbnails } = this.#options;
    const { frameId } = session.state.getState();
    const at = frames.findIndex(({ id }) => id === frameId);
    const nearest = slots.toSorted((a, b) => Math.abs(a.index - at) - Math.abs(b.index - at));
    thumbnails.want(nearest.flatMap((slot) => this.#pathOf(slot) ?? []));
  }

  #pathOf({ index }: ThumbnailSlot): string | undefined {
    return this.#options.frames[index]?.images.find(({ sensor }) => sensor === this.#cameraId)?.path;
  }
}
