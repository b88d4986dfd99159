import { trackOutliers, type TrackOutlier } from '../labels/motion/trackOutliers.ts';
import type { TrackSight } from './rule.ts';
import { placeSights } from './sightMotion.ts';
import { piecewise } from './sightPieces.ts';

/** Sights on either side of a piece that its outliers are judged with. */
const MARGIN = 12;

const outliersByPiece = piecewise(MARGIN, (sights) => {
  const { motion, placed } = placeSights(sights);
  return trackOutliers(motion, placed);
});

/** What `trackOutliers` finds in a track, piece by piece, with positions in `sights` for indexes. */
export function sightOutliers(sights: readonly TrackSight[]): readonly TrackOutlier[] {
  const found: TrackOutlier[] = [];
  for (const { start, end, from, result } of outliersByPiece(sights)) {
    for (const outlier of result) {
      const index = Math.max(start, from + outlier.index);
      const lastIndex = Math.min(end - 1, from + outlier.lastIndex);
      if (index > lastIndex) continue;
      const last = found.findLast(({ reason }) => reason === outlier.reason);
      // A run that goes on in the next piece is one.
      if (outlier.reason === 'against-motion' && last?.lastIndex === index - 1)
        found[found.indexOf(last)] = { ...last, lastIndex, amount: Math.max(last.amount, outlier.amount) };
      else found.push({ ...outlier, index, lastIndex });
    }
  }
  return found;
}
