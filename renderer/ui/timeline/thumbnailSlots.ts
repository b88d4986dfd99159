import { framesInSight, type TimeWindow } from './timeWindow.ts';

/** A place for a small picture over the frames that it stands for. */
export interface ThumbnailSlot {
  /** The frame whose picture it is: the one in their middle. */
  readonly index: number;
  /** CSS pixels from the left edge. */
  readonly left: number;
  readonly width: number;
}

/** Side by side, about as wide as a picture; they stay at their frames when the window is moved. */
export function thumbnailSlots(
  window: TimeWindow,
  width: number,
  total: number,
  pictureWidth: number,
): readonly ThumbnailSlot[] {
  const each = Math.max(1, Math.round(pictureWidth / window.perFrame));
  const { from, to } = framesInSight(window, width, total);
  const slots: ThumbnailSlot[] = [];
  for (let first = Math.floor(from / each) * each; first < to; first += each) {
    const end = Math.min(total, first + each);
    slots.push({
      index: Math.min(total - 1, first + Math.floor((end - first) / 2)),
      left: (first - window.first) * window.perFrame,
      width: (end - first) * window.perFrame,
    });
  }
  return slots;
}
