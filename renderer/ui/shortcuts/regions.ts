import type { MouseEvent } from 'react';
import { CANVAS } from './keyPlace.ts';

/** The parts of the window in the order of the page, which is the order in which one works. */
const REGIONS = '.shell > :not(.work, .side), .work > .scene-area, .side > *';
const FOCUSABLE = '[tabindex="0"], button:enabled, input:enabled, select:enabled';

/** Moves the focus to the next (`by` 1) or previous (−1) part of the window that has something to focus. */
export function focusRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll(REGIONS)].filter((region) => firstIn(region) !== null);
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 && by < 0 ? regions.length - 1 : (at + by + regions.length) % regions.length;
  firstIn(regions[next])?.focus();
}

/** For what is pressed with the mouse beside the work: the keys go on moving, turning and classing the selection. */
export function keepKeysInViews(event: MouseEvent): void {
  event.preventDefault();
  focusCanvas();
}

/** Gives the keys back to the work. */
export function focusCanvas(): void {
  document.querySelector<HTMLElement>(`main ${CANVAS}`)?.focus({ preventScroll: true });
}

function firstIn(region: Element | undefined): HTMLElement | null {
  // What a part is about comes before the buttons at its edge.
  const main = region?.querySelector<HTMLElement>('[data-main-focus]');
  return main ?? region?.querySelector<HTMLElement>(FOCUSABLE) ?? null;
}
