/** The panel that a splitter is the edge of: the element before a right edge, after a left one. */
export function panelBeside(splitter: HTMLElement): Element | null {
  return splitter.dataset['edge'] === 'right' ? splitter.previousElementSibling : splitter.nextElementSibling;
}

/** How wide it is on screen, CSS pixels. */
export function widthBeside(splitter: HTMLElement): number {
  return panelBeside(splitter)?.getBoundingClientRect().width ?? 0;
}
