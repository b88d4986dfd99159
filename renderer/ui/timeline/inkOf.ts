/** The value of a colour token where an element stands: canvases do not know them. */
export function inkOf(element: Element, token: string): string {
  return getComputedStyle(element).getPropertyValue(token).trim();
}
