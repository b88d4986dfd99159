import { zoomOf } from './zoomOf.ts';

/** Between what floats and the edges of the window, CSS pixels. */
const MARGIN = 4;

/** Puts a panel that floats at a place of the window, pixels; as near to it as it is seen whole. */
export function fitInWindow(panel: HTMLElement, left: number, top: number): void {
  const { width, height } = panel.getBoundingClientRect();
  const zoom = zoomOf(panel);
  const gap = MARGIN * zoom;
  const most = { left: window.innerWidth - width - gap, top: window.innerHeight - height - gap };
  panel.style.left = `${Math.max(gap, Math.min(left, most.left)) / zoom}px`;
  panel.style.top = `${Math.max(gap, Math.min(top, most.top)) / zoom}px`;
}
