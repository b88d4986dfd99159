import { create } from 'zustand';
import type { Saying } from './notices.ts';

/** Something said where the pointer is: what a click there came to. */
export interface PointerHint {
  readonly text: Saying;
  /** In the page, CSS pixels. */
  readonly x: number;
  readonly y: number;
}

export const usePointerHint = create<{ readonly hint: PointerHint | undefined }>(() => ({ hint: undefined }));

const VIEWS = '.scene, .image-panel';
let place: Pick<PointerHint, 'x' | 'y'> | undefined;

function follow({ target, clientX, clientY }: PointerEvent): void {
  const isOverView = target instanceof Element && target.closest(VIEWS) !== null;
  place = isOverView ? { x: clientX, y: clientY } : undefined;
}

/** Follows the pointer over the views until the returned function is called. */
export function followPointer(): () => void {
  window.addEventListener('pointermove', follow, { passive: true });
  window.addEventListener('pointerdown', follow, { passive: true });
  return () => {
    window.removeEventListener('pointermove', follow);
    window.removeEventListener('pointerdown', follow);
    place = undefined;
    hidePointerHint();
  };
}

/** Says it at the pointer; false where that is over no view. */
export function hintAtPointer(text: Saying): boolean {
  if (place === undefined) return false;
  usePointerHint.setState({ hint: { text, ...place } });
  return true;
}

export function hidePointerHint(): void {
  if (usePointerHint.getState().hint !== undefined) usePointerHint.setState({ hint: undefined });
}
