/** Height of a row, CSS pixels: `--h-row`. */
export const ROW_HEIGHT = 26;

/** Rows come and go in steps, so that scrolling renders rarely. */
const STEP = 8;

/** The rows that are in the page, from the first to before the end: those in sight and one step more on both sides. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** @param top how far the list is scrolled, and `height` how much of it is in sight, CSS pixels */
export function rowWindow(top: number, height: number, rowHeight = ROW_HEIGHT): RowWindow {
  return {
    first: Math.max(0, Math.floor(top / rowHeight / STEP) - 1) * STEP,
    end: (Math.ceil((top + height) / rowHeight / STEP) + 1) * STEP,
  };
}

/** How far to scroll so that a row is in sight, moving as little as needed. */
export function scrollToRow(index: number, top: number, height: number, rowHeight = ROW_HEIGHT): number {
  const start = index * rowHeight;
  return Math.min(start, Math.max(top, start + rowHeight - height));
}
