import type { LayoutSize } from './useLayoutChoice.ts';

/** In how many columns images of one shape (width over height) are largest when all of them fill a place. */
export function compareColumns(count: number, aspect: number, { width, height }: LayoutSize): number {
  let best = { columns: 1, scale: -1 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const scale = Math.min(width / columns, (height / rows) * aspect);
    if (scale > best.scale) best = { columns, scale };
  }
  return best.columns;
}
