import type { Vec3 } from '../../geometry/vec3.ts';
import type { ObjectJson } from '../../labels/sidecar.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';

/** How large an object should be, and how surely. */
export interface SizePrior {
  /** Length, width, height; metres. */
  readonly size: Vec3;
  /** Standard deviation of the logarithm of each. */
  readonly spread: number;
}

/** The sides of one object do not change from frame to frame but by a hand's width. */
const OF_TRACK = 0.03;
/** Cars differ by so much from the typical one. */
const OF_CLASS = 0.2;
/** One piece of evidence outweighs no other by more. */
const MOST = 5;

/** Undefined where neither the track, nor the frames next to this, nor the class tells. */
export function sizePriorOf(
  { trackId, class: className }: Pick<ObjectJson, 'trackId' | 'class'>,
  sizes: QualityFrame['sizes'],
  { tracks, ontology }: Pick<RuleContext, 'tracks' | 'ontology'>,
): SizePrior | undefined {
  const own = tracks.get(trackId)?.size ?? sizes?.get(trackId);
  if (own !== undefined) return { size: own, spread: OF_TRACK };
  const known = ontology.classes.find(({ name }) => name === className);
  // What classes get that nobody has described.
  const isDescribed = known !== undefined && !known.size.every((side) => side === 1);
  return isDescribed ? { size: known.size, spread: OF_CLASS } : undefined;
}

/** Logarithm of how much likelier sizes become by a change: of a change towards what is expected it is positive. */
export function sizeEvidence(before: Vec3, after: Vec3, prior: SizePrior | undefined): number {
  if (prior === undefined) return 0;
  const misfit = (size: Vec3): number =>
    size.reduce((sum, side, axis) => {
      const off = Math.log(side / prior.size[axis]!) / prior.spread;
      return side === before[axis] && side === after[axis] ? sum : sum + Math.min(off * off, 4 * MOST);
    }, 0);
  const gain = (misfit(before) - misfit(after)) / 2;
  return Math.max(-MOST, Math.min(MOST, gain));
}
