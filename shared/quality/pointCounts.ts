import type { QualityFrame } from './qualityFrame.ts';

const KNOWN = new WeakMap<QualityFrame, readonly number[]>();

/** Points in each object of the frame, counted once, whichever rule asks first; undefined where there is no cloud. */
export function pointCounts(frame: QualityFrame): readonly number[] | undefined {
  if (frame.points === undefined) return undefined;
  const counts = KNOWN.get(frame) ?? frame.points.count(frame.objects.map(({ cuboid }) => cuboid));
  KNOWN.set(frame, counts);
  return counts;
}
