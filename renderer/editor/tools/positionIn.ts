import type { Pixel } from '#shared/camera/cameraModel.ts';

/** What is read of an element; in the page an `Element`. */
export interface ElementOnScreen {
  getBoundingClientRect(): { readonly left: number; readonly top: number };
  /** Pixels of the window per pixel of the element: the interface may be drawn larger. Older browsers do not say. */
  readonly currentCSSZoom?: number;
}

/** Where a pointer is in an element, in the element's own CSS pixels from its top left corner. */
export function positionIn(
  element: ElementOnScreen,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): Pixel {
  const { left, top } = element.getBoundingClientRect();
  const zoom = element.currentCSSZoom ?? 1;
  return [(clientX - left) / zoom, (clientY - top) / zoom];
}
