import { uiScaleOf, usePreferences } from '#renderer/state/preferences.ts';

/** The panel that a splitter is the edge of: the element before the work for a right edge, after it for a left one. */
export function panelBeside(splitter: HTMLElement): Element | null {
  const work = splitter.parentElement;
  const panel =
    splitter.dataset['edge'] === 'right' ? work?.previousElementSibling : work?.nextElementSibling;
  return panel ?? null;
}

/** How wide it is, CSS pixels of the interface. */
export function widthBeside(splitter: HTMLElement): number {
  return (panelBeside(splitter)?.getBoundingClientRect().width ?? 0) / uiScale();
}

/** How wide the window is, CSS pixels of the interface. */
export function windowWidth(): number {
  return window.innerWidth / uiScale();
}

/** The place of a pointer in the window, from left to right, CSS pixels of the interface. */
export function pointerX({ clientX }: PointerEvent): number {
  return clientX / uiScale();
}

function uiScale(): number {
  return uiScaleOf(usePreferences.getState());
}
