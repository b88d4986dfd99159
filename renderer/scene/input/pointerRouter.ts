import type { Pixel } from '#shared/camera/cameraModel.ts';
import { buttonOf, pointerInput } from '#renderer/editor/tools/pointerInput.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import { CLICK_MILLISECONDS, CLICK_PIXELS, pixelDistance } from '#renderer/editor/tools/pixels.ts';
import type { ToolController } from '#renderer/editor/tools/toolController.ts';
import type { PointerInput } from '#renderer/editor/tools/view.ts';
import type { SceneView } from '../views/sceneView.ts';
import type { Viewports } from '../views/viewports.ts';
import { dragModeOf, type DragMode, type Navigator } from './navigator.ts';

export interface PointerTargets {
  readonly viewports: Viewports;
  readonly tools: ToolController;
  readonly navigator: Navigator;
  /** The person turned, moved or zoomed a view; once for each drag. */
  onNavigate(): void;
  /** A double-click; `position` from the view's corner. */
  onDoubleClick(view: SceneView, position: Pixel): void;
  /** The pointer came over another view, or left them all. */
  onViewChange(view: SceneView | undefined): void;
  onLeave(): void;
}

/** From press to release: one view keeps the pointer, wherever it goes. */
interface Press {
  readonly pointerId: number;
  readonly view: SceneView;
  readonly button: PointerInput['button'];
  readonly start: Pixel;
  readonly clicks: number;
  /** Set when no tool took it. */
  readonly mode: DragMode | undefined;
  last: Pixel;
  hasMoved: boolean;
}

/** One notch of a wheel (100 px of deltaY) zooms by 16 %; pinching a touchpad sends about a tenth of that. */
const ZOOM_PER_PIXEL = 0.0015;
const ZOOM_PER_PINCH_PIXEL = 0.01;
const PIXELS_PER_LINE = 33;

/** Sends pointer events to the editor's tools; what they ignore moves the view. */
export class PointerRouter {
  readonly #targets: PointerTargets;
  #press: Press | undefined;
  #lastClick: { readonly at: Pixel; readonly time: number } | undefined;
  #over: SceneView | undefined;
  /** Undefined while the pointer is elsewhere. */
  #at: Pixel | undefined;

  constructor(targets: PointerTargets) {
    this.#targets = targets;
  }

  /** Listens on the element; returns the function that ends it. */
  connect(element: HTMLElement): () => void {
    const connection = new AbortController();
    const { signal } = connection;
    const listen = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ): void => element.addEventListener(type, listener, { signal, passive: false });
    const stop = (reason: 'blur' | 'lost-capture'): void => {
      this.#press = undefined;
      this.#targets.tools.interrupt(reason);
    };

    listen('pointerdown', (event) => this.#down(element, event));
    listen('pointermove', (event) => this.#move(element, event));
    listen('pointerup', (event) => this.#up(element, event));
    listen('pointercancel', () => stop('lost-capture'));
    listen('lostpointercapture', (event) => {
      // After a release the press is over, and there is nothing to interrupt.
      if (this.#press?.pointerId === event.pointerId) stop('lost-capture');
    });
    listen('pointerleave', () => this.#leave());
    listen('wheel', (event) => this.#wheel(element, event));
    listen('contextmenu', (event) => event.preventDefault());
    window.addEventListener('blur', () => stop('blur'), { signal });
    return () => {
      stop('blur');
      connection.abort();
    };
  }

  /** The views lie elsewhere now, with another one under a pointer that has not moved. */
  viewsMoved(): void {
    const view = this.#at && this.#targets.viewports.at(this.#at);
    if (this.#press !== undefined) return;
    this.#setOver(view);
    if (view !== undefined) this.#targets.tools.focus.over(view);
  }

  #down(element: HTMLElement, event: PointerEvent): void {
    const { viewports, tools, navigator } = this.#targets;
    const at = positionIn(element, event);
    const view = viewports.at(at);
    // Buttons lie over the views.
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    if (view === undefined || this.#press !== undefined) return;
    navigator.interrupt(view);
    element.setPointerCapture(event.pointerId);
    const clicks = this.#countClicks(event.button === 0 ? at : undefined);
    const input = inputOf(view, at, event, clicks);
    const answer = tools.pointerDown(input);
    this.#press = {
      pointerId: event.pointerId,
      view,
      button: input.button,
      start: at,
      clicks,
      mode: answer === 'ignored' ? dragModeOf(view, input) : undefined,
      last: at,
      hasMoved: false,
    };
  }

  #move(element: HTMLElement, event: PointerEvent): void {
    const at = positionIn(element, event);
    this.#at = at;
    const press = this.#press;
    if (press === undefined) {
      const view = this.#targets.viewports.at(at);
      this.#setOver(view);
      if (view !== undefined) this.#targets.tools.pointerMove(inputOf(view, at, event, 0));
      return;
    }
    press.hasMoved ||= pixelDistance(press.start, at) >= CLICK_PIXELS;
    if (press.mode === undefined)
      this.#targets.tools.pointerMove(inputOf(press.view, at, event, press.clicks));
    else if (press.hasMoved) {
      this.#targets.navigator.drag(press.view, press.mode, [at[0] - press.last[0], at[1] - press.last[1]]);
      press.last = at;
    }
  }

  #up(element: HTMLElement, event: PointerEvent): void {
    const press = this.#press;
    if (press === undefined || buttonOf(event.button) !== press.button) return;
    this.#press = undefined;
    const at = positionIn(element, event);
    const input = inputOf(press.view, at, event, press.clicks);
    this.#targets.tools.pointerUp(input);
    if (press.mode !== undefined && press.hasMoved) this.#targets.onNavigate();
    if (press.clicks === 2 && !press.hasMoved && !this.#targets.tools.doubleClick(input))
      this.#targets.onDoubleClick(press.view, press.view.toLocal(at));
  }

  #leave(): void {
    this.#at = undefined;
    if (this.#press !== undefined) return;
    this.#setOver(undefined);
    this.#targets.onLeave();
  }

  #wheel(element: HTMLElement, event: WheelEvent): void {
    event.preventDefault();
    const at = positionIn(element, event);
    const view = this.#targets.viewports.at(at);
    if (view === undefined) return;
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1);
    // Browsers report a pinch as a wheel with Ctrl held.
    const factor = Math.exp(pixels * (event.ctrlKey ? ZOOM_PER_PINCH_PIXEL : ZOOM_PER_PIXEL));
    this.#targets.navigator.zoom(view, Math.min(2, Math.max(0.5, factor)), view.toLocal(at));
    this.#targets.onNavigate();
  }

  /** Pointer events carry no click count; `at` is undefined for presses that can be no part of a double-click. */
  #countClicks(at: Pixel | undefined): number {
    const last = this.#lastClick;
    const now = performance.now();
    const isSecond =
      at !== undefined &&
      last !== undefined &&
      now - last.time < CLICK_MILLISECONDS * 1.5 &&
      pixelDistance(last.at, at) < CLICK_PIXELS;
    this.#lastClick = at === undefined || isSecond ? undefined : { at, time: now };
    return isSecond ? 2 : 1;
  }

  #setOver(view: SceneView | undefined): void {
    if (view === this.#over) return;
    this.#over = view;
    this.#targets.onViewChange(view);
  }
}

function inputOf(view: SceneView, at: Pixel, event: MouseEvent, clicks: number): PointerInput {
  return pointerInput(view, view.toLocal(at), event, clicks);
}
