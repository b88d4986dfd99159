import type { PointerEvent as ReactPointerEvent } from 'react';
import { keepKeysInViews } from '../shortcuts/regions.ts';

/** A press that moves less than this is a click, CSS pixels. */
const CLICK = 3;
const COARSE = 10;
const FINE = 0.1;

/** What is dragged. */
export interface Scrubbed {
  /** False: it may not be changed. */
  begin(): boolean;
  /** Whole steps and tenths, from where the drag began. */
  to(steps: number): void;
  end(): void;
  cancel(): void;
}

/** How far one pixel goes: Shift coarse, Alt fine. */
export function pixelSteps({ shiftKey, altKey }: Pick<PointerEvent, 'shiftKey' | 'altKey'>): number {
  return shiftKey ? COARSE : altKey ? FINE : 1;
}

/**
 * Follows a press on the label of a number: dragged right it grows, left it shrinks, one step a pixel; Escape gives it
 * back. A modifier that comes or goes counts from there on, so that nothing jumps.
 */
export function scrubNumber(
  press: ReactPointerEvent<HTMLElement>,
  scrubbed: Scrubbed,
  onClick: () => void,
): void {
  if (press.button !== 0) return;
  // What was typed and not entered is entered by that.
  keepKeysInViews(press);
  const grip = press.currentTarget;
  const { pointerId, clientX: startX } = press;
  let lastX = startX;
  let steps = 0;
  let isScrubbing = false;
  const listening = new AbortController();
  const on = { signal: listening.signal };
  const cancel = (): void => {
    listening.abort();
    if (isScrubbing) scrubbed.cancel();
  };
  const onMove = (event: PointerEvent): void => {
    if (!isScrubbing) {
      if (Math.abs(event.clientX - startX) < CLICK) return;
      if (!scrubbed.begin()) return listening.abort();
      isScrubbing = true;
    }
    steps += (event.clientX - lastX) * pixelSteps(event);
    lastX = event.clientX;
    scrubbed.to(Math.round(steps * 10) / 10);
  };
  const onUp = (): void => {
    listening.abort();
    if (isScrubbing) scrubbed.end();
    else onClick();
  };
  grip.setPointerCapture(pointerId);
  grip.addEventListener('pointermove', onMove, on);
  grip.addEventListener('pointerup', onUp, on);
  grip.addEventListener('pointercancel', cancel, on);
  // Before the editor, which would take Escape for itself.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    cancel();
  };
  window.addEventListener('keydown', onKey, { ...on, capture: true });
}
