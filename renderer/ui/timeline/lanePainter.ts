import type { TrackId } from '#renderer/editor/document/records.ts';
import type { TrackFindings } from '#renderer/editor/review/trackFindings.ts';
import type { Seen, TrackLives } from '#renderer/editor/session/trackLives.ts';
import { subscribeTheme } from '#renderer/state/theme.ts';
import { CanvasSheet } from '#renderer/scene/overlay/canvasSheet.ts';
import { drawHeld, drawLife, ROW_HEIGHT } from './drawLife.ts';
import { drawMark } from './drawMark.ts';
import { inkOf } from './inkOf.ts';
import type { TimelineRow } from './timelineRows.ts';
import type { TimelineView } from './timelineView.ts';

export interface LanePainterOptions {
  readonly canvas: HTMLCanvasElement;
  /** Its rows are scrolled under the canvas. */
  readonly scroller: HTMLElement;
  readonly view: TimelineView;
  readonly lives: TrackLives;
  /** What is marked over them. */
  readonly findings: TrackFindings;
  classColor(className: string): string;
}

/** A keyframe under the pointer, or on its way to another frame. */
export interface HeldKeyframe {
  readonly trackId: TrackId;
  readonly index: number;
  /** The object's life as it would be; undefined: as it is. */
  readonly life?: readonly Seen[];
  /** The frame that it comes from. */
  readonly from?: number;
}

/** Draws the lives of the objects in sight. It listens itself to what they depend on: React takes no part. */
export class LanePainter {
  readonly #options: LanePainterOptions;
  readonly #sheet: CanvasSheet;
  readonly #stops: (() => void)[];
  #rows: readonly TimelineRow[] = [];
  #held: HeldKeyframe | undefined;

  constructor(options: LanePainterOptions) {
    this.#options = options;
    const { canvas, scroller, view, lives, findings } = options;
    this.#sheet = new CanvasSheet(canvas, (context, width, height) => this.#draw(context, width, height));
    const { invalidate } = this.#sheet;
    scroller.addEventListener('scroll', invalidate, { passive: true });
    this.#stops = [
      () => scroller.removeEventListener('scroll', invalidate),
      view.subscribe(invalidate),
      lives.version.subscribe(invalidate),
      findings.subscribe(invalidate),
      subscribeTheme(invalidate),
    ];
  }

  show(rows: readonly TimelineRow[]): void {
    this.#rows = rows;
    this.#sheet.invalidate();
  }

  /** Undefined: none is held any more. */
  hold(held: HeldKeyframe | undefined): void {
    const last = this.#held;
    if (last?.trackId === held?.trackId && last?.index === held?.index && last?.life === held?.life) return;
    this.#held = held;
    this.#sheet.invalidate();
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#sheet.dispose();
  }

  #draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { canvas, scroller, view, lives, findings, classColor } = this.#options;
    const { scrollTop } = scroller;
    const confirmed = inkOf(canvas, '--ok');
    const marks = { error: inkOf(canvas, '--error'), warning: inkOf(canvas, '--warning') };
    const edge = inkOf(canvas, '--surface-1');
    const first = Math.floor(scrollTop / ROW_HEIGHT);
    const end = Math.min(this.#rows.length, Math.ceil((scrollTop + height) / ROW_HEIGHT));
    for (let i = first; i < end; i += 1) {
      const { id, className } = this.#rows[i]!;
      const y = (i + 0.5) * ROW_HEIGHT - scrollTop;
      const room = { window: view.window, width, total: view.total, y };
      const ink = { color: classColor(className), confirmed };
      const held = this.#held?.trackId === id ? this.#held : undefined;
      drawLife(context, held?.life ?? lives.of(id), room, ink);
      for (const [frameId, severity] of findings.of(id)) {
        const index = lives.indexOf(frameId);
        if (index !== undefined) drawMark(context, index, room, { color: marks[severity], edge });
      }
      if (held !== undefined) drawHeld(context, held, room, { ...ink, edge: inkOf(canvas, '--text-1') });
    }
  }
}
