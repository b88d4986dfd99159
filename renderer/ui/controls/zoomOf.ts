/**
 * How many pixels of the window one of the interface's is where this element stands. Places that are measured in the
 * window (`getBoundingClientRect`, `innerWidth`) are divided by it before they are written as a style.
 */
export function zoomOf(element: HTMLElement): number {
  return element.getBoundingClientRect().width / element.offsetWidth;
}
