import type { Pixel } from '#shared/camera/cameraModel.ts';

/** Part of an element, CSS pixels from its corner. */
export interface MarkedPart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Moves a mark to a place in a part of its parent, CSS pixels from the part's corner; hides it where there is none, or it
 * is out of sight. An element, not something drawn: it follows the pointer without anything being painted.
 */
export function placeMark(mark: HTMLElement, at: Pixel | undefined, part: MarkedPart): void {
  const isInSight =
    at !== undefined && at[0] >= 0 && at[1] >= 0 && at[0] <= part.width && at[1] <= part.height;
  // Even the same value is a write, and this runs at every move of the pointer.
  if (mark.hidden === isInSight) mark.hidden = !isInSight;
  if (isInSight) mark.style.transform = `translate(${part.left + at[0]}px, ${part.top + at[1]}px)`;
}
