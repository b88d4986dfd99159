import type { FrameId, TrackId } from '#renderer/editor/document/records.ts';
import { isUnreviewed } from '#renderer/editor/edits/provenance.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { handleAt, handlesOf } from '#renderer/editor/tools/handles.ts';
import { pointerInput } from '#renderer/editor/tools/pointerInput.ts';
import { CLICK_PIXELS, pixelDistance } from '#renderer/editor/tools/pixels.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import type { PointerInput } from '#renderer/editor/tools/view.ts';
import { CanvasSheet } from '#renderer/scene/overlay/canvasSheet.ts';
import type { SceneTheme } from '#renderer/scene/sceneTheme.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
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

/** CSS pixels round the cuboid in which a press is about it. */
const ROOM = 8;

/**
 * One cell: the object from above or from its side in one frame. It listens to the document itself, preview included.
 * Where its frame is the one on screen the editor's tools work in it.
 */
export class CellPainter {
  readonly #options: CellPainterOptions;
  readonly #sheet: CanvasSheet;
  readonly #stops: readonly (() => void)[];
  readonly #connection = new AbortController();
  #size = { width: 0, height: 0 };
  #view: CellView | undefined;

  constructor(options: CellPainterOptions) {
    this.#options = options;
    const { canvas, session, batch, frameId } = options;
    this.#sheet = new CanvasSheet(canvas, (context, width, height) => this.#draw(context, width, height));
    const { invalidate } = this.#sheet;
    this.#stops = [
      batch.subscribe(frameId, invalidate),
      session.document.subscribe(({ cause, frames }) => {
        if (!frames.has(frameId)) return;
        // While a drag goes on what is looked at stays under the pointer.
        if (cause !== 'preview') this.#aim();
        invalidate();
      }),
      session.tools.overlay.subscribe(() => {
        if (this.#isOnScreen) invalidate();
        canvas.style.cursor = this.#cursor;
      }),
      session.state.subscribe((state, before) => {
        const isAbout = state.frameId === frameId || before.frameId === frameId;
        if (isAbout && (state.frameId !== before.frameId || state.selection !== before.selection))
          invalidate();
      }),
    ];
    this.#connect();
  }

  dispose(): void {
    this.#connection.abort();
    for (const stop of this.#stops) stop();
    this.#sheet.dispose();
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

  #draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { session, batch, frameId, classColor, theme } = this.#options;
    context.fillStyle = theme.ground;
    context.fillRect(0, 0, width, height);
    const isResized = width !== this.#size.width || height !== this.#size.height;
    this.#size = { width, height };
    if (isResized || this.#view === undefined) this.#aim();
    const record = this.#record;
    if (record === undefined || this.#view === undefined) return;
    paintCell(context, this.#view, {
      crop: batch.crops.get(frameId),
      cuboid: record.cuboid,
      color: classColor(session.document.get(record.trackId)?.class ?? ''),
      isDashed: isUnreviewed(record),
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
    let from: Pixel = [0, 0];
    listen('pointerdown', (event) => {
      const input = this.#inputOf(event);
      // A press beside the object would select something else, and the cells with it.
      if (input === undefined || event.button !== 0 || !this.#isAbout(input)) return;
      const { shift, primary } = input.modifiers;
      // Beside the handles they choose frames.
      if ((shift || primary) && !this.#isOnHandle(input)) return;
      canvas.setPointerCapture(event.pointerId);
      pressed = event.pointerId;
      from = input.position;
      tools.pointerDown(input);
    });
    listen('pointermove', (event) => {
      const input = this.#inputOf(event);
      if (input !== undefined) tools.pointerMove(input);
    });
    listen('pointerup', (event) => {
      const input = pressed === event.pointerId ? this.#inputOf(event) : undefined;
      pressed = undefined;
      if (input === undefined) return;
      const { shift, primary } = input.modifiers;
      const isClick = pixelDistance(from, input.position) < CLICK_PIXELS;
      // A click on a handle chooses frames, too: the tool would select less.
      if (isClick && (shift || primary)) tools.interrupt('command');
      else tools.pointerUp(input);
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
    return pointerInput(this.#view, positionIn(this.#options.canvas, event), event);
  }

  #isOnHandle({ view, position }: PointerInput): boolean {
    const cuboid = this.#record?.cuboid;
    return cuboid !== undefined && handleAt(handlesOf(cuboid, view), position) !== undefined;
  }

  #isAbout(input: PointerInput): boolean {
    const { view, position } = input;
    const [x, y] = position;
    const cuboid = this.#record?.cuboid;
    if (cuboid === undefined) return false;
    if (this.#isOnHandle(input)) return true;
    const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
    const bounds = boundsOfPoints(corners.filter((corner) => corner !== undefined));
    if (bounds === undefined) return false;
    const { left, right, top, bottom } = bounds;
    return x >= left - ROOM && x <= right + ROOM && y >= top - ROOM && y <= bottom + ROOM;
  }
}
