/** From one tick to the next where there are more than fit, CSS pixels: six wide and three between, as in frames.css. */
export const TICK_PITCH = 9;

/** Up to here all ticks are in the page: they share the width as long as they fit, and scroll a little beyond. */
export const MOST_TICKS = 200;

/** Ticks come and go in steps, so that scrolling renders rarely. */
const STEP = 64;

/** The ticks that are in the page, from the first to before the end: those in sight and one step more on both sides. */
export interface TickWindow {
  readonly first: number;
  readonly end: number;
}

/** @param left how far the strip is scrolled, and `width` how much of it is in sight, CSS pixels */
export function tickWindow(left: number, width: number, count: number): TickWindow {
  if (count <= MOST_TICKS) return { first: 0, end: count };
  const first = (Math.floor(left / TICK_PITCH / STEP) - 1) * STEP;
  const end = (Math.ceil((left + width) / TICK_PITCH / STEP) + 1) * STEP;
  return { first: Math.min(Math.max(0, first), count), end: Math.min(Math.max(0, end), count) };
}

/** How far to scroll so that a tick is in sight, moving as little as needed. */
export function scrollToTick(index: number, left: number, width: number): number {
  const start = index * TICK_PITCH;
  return Math.min(start, Math.max(left, start + TICK_PITCH - width));
}
