import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { pointerInput } from '#renderer/editor/tools/pointerInput.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import type { PointerInput } from '#renderer/editor/tools/view.ts';
import type { ImagePainter } from './imagePainter.ts';

/** One notch of a wheel (100 px of deltaY) zooms by about 15 %. */
const ZOOM_PER_PIXEL = 0.0014;

/**
 * Sends the panel's pointer events to the editor's tools; what they ignore pans the image, the wheel zooms to the
 * pointer. Returns the function that undoes it.
 */
export function connectPointer(
  canvas: HTMLCanvasElement,
  painter: ImagePainter,
  session: EditorSession,
  onDoubleClick: () => void,
): () => void {
  const connection = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options: AddEventListenerOptions = {},
  ): void => canvas.addEventListener(type, listener, { ...options, signal: connection.signal });

  let pressed: number | undefined;
  let panning: Pixel | undefined;

  const inputOf = (event: MouseEvent, clicks = 1): PointerInput =>
    pointerInput(painter.toolView, positionIn(canvas, event), event, clicks);

  listen('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    pressed = event.pointerId;
    const answer = event.button === 0 ? session.tools.pointerDown(inputOf(event)) : 'ignored';
    if (answer === 'ignored') panning = positionIn(canvas, event);
  });
  listen('pointermove', (event) => {
    if (panning === undefined) {
      session.tools.pointerMove(inputOf(event));
      return;
    }
    const at = positionIn(canvas, event);
    painter.pan(at[0] - panning[0], at[1] - panning[1]);
    panning = at;
  });
  listen('pointerup', (event) => {
    pressed = undefined;
    if (panning === undefined || event.button === 0) session.tools.pointerUp(inputOf(event));
    panning = undefined;
  });
  listen('lostpointercapture', (event) => {
    // After a release there is no drag to interrupt, but perhaps a fit that must go on.
    if (pressed !== event.pointerId) return;
    pressed = undefined;
    panning = undefined;
    session.tools.interrupt('lost-capture');
  });
  listen('pointerleave', () => session.tools.pointerLeave());
  listen('dblclick', (event) => {
    if (!session.tools.doubleClick(inputOf(event, 2))) onDoubleClick();
  });
  listen(
    'wheel',
    (event) => {
      event.preventDefault();
      painter.zoom(positionIn(canvas, event), Math.exp(-event.deltaY * ZOOM_PER_PIXEL));
    },
    { passive: false },
  );
  listen('contextmenu', (event) => event.preventDefault());
  const stopCursor = session.tools.overlay.subscribe((overlay) => {
    canvas.style.cursor = overlay.viewId === painter.toolView.id ? overlay.cursor : '';
  });

  return () => {
    stopCursor();
    connection.abort();
  };
}
