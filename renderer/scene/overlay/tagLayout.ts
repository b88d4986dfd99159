import type { Pixel } from '#shared/camera/cameraModel.ts';

export interface TagWish {
  /** Middle of the upper edge of what is tagged, pixels. */
  readonly anchor: Pixel;
  readonly width: number;
  /** Placed even where it must cover another. */
  readonly isRequired: boolean;
}

export interface PlacedTag<Wish> {
  readonly wish: Wish;
  /** Top-left corner. */
  readonly at: Pixel;
}

export const TAG_HEIGHT = 16;
const GAP = 4;
const MOST_TAGS = 24;
/** How far a tag may climb to find room, in tag heights. */
const MOST_STEPS = 4;

/**
 * Places tags above what they name, the first wishes first; a tag that would cover another climbs, and is left out
 * where that does not help. All stay inside the view.
 */
export function layOutTags<Wish extends TagWish>(
  wishes: readonly Wish[],
  view: { readonly width: number; readonly height: number },
): readonly PlacedTag<Wish>[] {
  const placed: PlacedTag<Wish>[] = [];
  for (const wish of wishes) {
    if (placed.length === MOST_TAGS) break;
    const candidates = Array.from({ length: MOST_STEPS + 1 }, (_, step): Pixel => {
      const x = wish.anchor[0] - wish.width / 2;
      const y = wish.anchor[1] - GAP - TAG_HEIGHT - step * (TAG_HEIGHT + 1);
      return [clamp(x, 2, view.width - wish.width - 2), clamp(y, 2, view.height - TAG_HEIGHT - 2)];
    });
    const free = candidates.find((at) => !placed.some((other) => overlaps(at, wish.width, other)));
    const at = free ?? (wish.isRequired ? candidates[0] : undefined);
    if (at !== undefined) placed.push({ wish, at });
  }
  return placed;
}

function overlaps(at: Pixel, width: number, other: PlacedTag<TagWish>): boolean {
  return (
    at[0] < other.at[0] + other.wish.width &&
    other.at[0] < at[0] + width &&
    Math.abs(at[1] - other.at[1]) < TAG_HEIGHT
  );
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
