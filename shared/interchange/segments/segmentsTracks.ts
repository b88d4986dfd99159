import type { LabelBox2d } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';

/** A 2D box with the number of its track. */
export interface DrawnBox {
  readonly box: LabelBox2d;
  readonly number: number;
}

/**
 * The 2D boxes of a sequence's frames with the numbers of their tracks, which are the same on all sensors. A track is once
 * on an image: what is of no track, or its second box there, gets a number of its own.
 *
 * @param numbers of the tracks that have names
 */
export function drawnBoxes(
  frames: readonly (readonly LabelBox2d[])[],
  numbers: ReadonlyMap<string, number>,
  losses: LossLog,
): readonly (readonly DrawnBox[])[] {
  let last = 0;
  for (const number of numbers.values()) last = Math.max(last, number);
  return frames.map((boxes) => {
    const taken = new Set<string>();
    return boxes.map((box) => {
      const place = JSON.stringify([box.camera, box.track]);
      const known = box.track === undefined || taken.has(place) ? undefined : numbers.get(box.track);
      taken.add(place);
      if (known !== undefined) return { box, number: known };
      losses.note('boxesMadeObjects');
      last += 1;
      return { box, number: last };
    });
  });
}
