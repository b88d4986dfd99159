import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { handleAt, handlesOf } from '#renderer/editor/tools/handles.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import type { PointerInput } from '#renderer/editor/tools/view.ts';
import type { SceneTheme } from '#renderer/scene/sceneTheme.ts';
import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import { boundsOfPoints } from '#shared/geometry/rectangle.ts';
import type { Batch } from './batch.ts';
import { CellView, type CellSide } from './cellView.ts';
import { paintCell } from './paintCell.ts';

export interface CellPainterOptions {
  readonly canvas: HTMLCanvasElement;
  readonly session: EditorSession;
  readonly batch: Batch;
  readonly frameId: FrameId;
  readonly trackId: TrackId;
  readonly side: CellSide;
  readonly theme: SceneTheme;
  classColor(className: string): string;
}

const BUTTONS = ['left', 'middle', 'right'] as const;
/** CSS pixels round the cuboid in which a press is about it. */
const ROOM = 8;

/**
 * One cell: the object from above or from its side in one frame. It listens to the document itself, preview included, and
 * draws at most once per display frame. Where its frame is the one on screen the editor's tools work in it.
 */
export class CellPainter {
  readonly #options: CellPainterOptions;
  readonly #context: CanvasRenderingContext2D;
  readonly #stop: (() => void)[] = [];
  readonly #connection = new AbortController();
  #size = { width: 0, height: 0, ratio: 1 };
  #view: CellView | undefined;
  #scheduled = 0;

  constructor(options: CellPainterOptions) {
    this.#options = options;
    const context = options.canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2D canvas');
    this.#context = context;
    const { session, batch, frameId } = options;
    this.#stop.push(
      batch.subscribe(frameId, () => this.invalidate()),
      session.document.subscribe(({ cause, frames }) => {
        if (!frames.has(frameId)) return;
        // While a drag goes on what is looked at stays under the pointer.
        if (cause !== 'preview') this.#aim();
        this.invalidate();
      }),
      session.tools.overlay.subscribe(() => {
        if (this.#isOnScreen) this.invalidate();
        options.canvas.style.cursor = this.#cursor;
      }),
      session.state.subscribe((state, before) => {
        const isAbout = state.frameId === frameId || before.frameId === frameId;
        if (isAbout && (state.frameId !== before.frameId || state.selection !== before.selection))
          this.invalidate();
      }),
    );
    this.#connect();
  }

  /** @param ratio device pixels per CSS pixel */
  resize(width: number, height: number, ratio: number): void {
    this.#size = { width, height, ratio };
    const { canvas } = this.#options;
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    this.#aim();
    this.invalidate();
  }

  invalidate(): void {
    this.#scheduled ||= requestAnimationFrame(() => this.#paint());
  }

  dispose(): void {
    cancelAnimationFrame(this.#scheduled);
    this.#connection.abort();
    for (const stop of this.#stop.splice(0)) stop();
  }

  get #record() {
    const { batch, frameId, trackId } = this.#options;
    return batch.recordOf(trackId, frameId);
  }

  get #isOnScreen(): boolean {
    const { session, frameId } = this.#options;
    return session.state.getState().frameId === frameId;
  }

  /** Its frame is on screen and the object is what is selected there. */
  get #isLive(): boolean {
    const { session } = this.#options;
    const { selection, readOnly, tool } = session.state.getState();
    const record = this.#record;
    const isSelected = record !== undefined && selection.length === 1 && selection[0] === record.id;
    return this.#isOnScreen && isSelected && readOnly === undefined && tool === 'select';
  }

  get #cursor(): string {
    const { cursor, viewId } = this.#options.session.tools.overlay.getState();
    return viewId !== undefined && viewId === this.#view?.id ? cursor : '';
  }

  #aim(): void {
    const record = this.#record;
    const { frameId, side } = this.#options;
    const { width, height } = this.#size;
    this.#view =
      record === undefined || width === 0
        ? undefined
        : new CellView(`batch-${side}-${frameId}`, side, record.cuboid, width, height);
  }

  #paint(): void {
    this.#scheduled = 0;
    const { session, batch, frameId, classColor, theme } = this.#options;
    const { width, height, ratio } = this.#size;
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = theme.ground;
    context.fillRect(0, 0, width, height);
    const record = this.#record;
    if (record !== undefined && this.#view === undefined) this.#aim();
    if (record === undefined || this.#view === undefined) return;
    const { source, keyframe } = record.provenance;
    const isDerived = !keyframe && (source === 'interpolated' || source === 'propagated');
    paintCell(context, this.#view, {
      crop: batch.crops.get(frameId),
      cuboid: record.cuboid,
      color: classColor(session.document.get(record.trackId)?.class ?? ''),
      isDashed: isDerived && record.status !== 'confirmed',
      tool: this.#isLive ? session.tools.overlay.getState() : undefined,
      theme,
    });
  }

  #connect(): void {
    const { canvas, session } = this.#options;
    const { tools } = session;
    const listen = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ): void => canvas.addEventListener(type, listener, { signal: this.#connection.signal });
    let pressed: number | undefined;
    listen('pointerdown', (event) => {
      const input = this.#inputOf(event);
      // A press beside the object would select something else, and the cells with it.
      if (input === undefined || event.button !== 0 || !this.#isAbout(input)) return;
      canvas.setPointerCapture(event.pointerId);
      pressed = event.pointerId;
      tools.pointerDown(input);
    });
    listen('pointermove', (event) => {
      const input = this.#inputOf(event);
      if (input !== undefined) tools.pointerMove(input);
    });
    listen('pointerup', (event) => {
      const input = pressed === event.pointerId ? this.#inputOf(event) : undefined;
      pressed = undefined;
      if (input !== undefined) tools.pointerUp(input);
    });
    listen('lostpointercapture', (event) => {
      if (pressed !== event.pointerId) return;
      pressed = undefined;
      tools.interrupt('lost-capture');
    });
    listen('pointerleave', () => tools.pointerLeave());
    listen('contextmenu', (event) => event.preventDefault());
  }

  #inputOf(event: PointerEvent): PointerInput | undefined {
    if (this.#view === undefined || !this.#isLive) return undefined;
    return {
      view: this.#view,
      position: positionIn(this.#options.canvas, event),
      button: BUTTONS[event.button] ?? 'none',
      modifiers: { shift: event.shiftKey, primary: event.ctrlKey || event.metaKey, alt: event.altKey },
      clicks: 1,
    };
  }

  #isAbout({ view, position: [x, y] }: PointerInput): boolean {
    const cuboid = this.#record?.cuboid;
    if (cuboid === undefined) return false;
    if (handleAt(handlesOf(cuboid, view), [x, y]) !== undefined) return true;
    const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
    const bounds = boundsOfPoints(corners.filter((corner) => corner !== undefined));
    if (bounds === undefined) return false;
    const { left, right, top, bottom } = bounds;
    return x >= left - ROOM && x <= right + ROOM && y >= top - ROOM && y <= bottom + ROOM;
  }
}
