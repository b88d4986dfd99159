import type { GroundBox } from './boxOnGround.ts';
import type { Hypothesis } from './bestHypotheses.ts';

/**
 * Logistic regression on fits to the objects of forty synthetic streets, clicked and drawn: does the box overlap the
 * truth by 0.7 or more, seen from above? On twenty others the share of those that do differs from the confidence by
 * 3 % in the mean over tenths.
 */
const WEIGHTS = {
  bias: -2.584,
  cost: -0.265,
  /** To the next other box. */
  gap: 0.551,
  logPoints: 0.514,
  ring: -6.511,
  edges: 2.177,
  click: -1.628,
  /** People: what is a decimetre off overlaps by half. */
  isSmall: -3.969,
};

const WIDEST_GAP = 4;
const SMALL_METRES = 2.8;

/** How likely the best of the hypotheses is right, in [0, 1]; `points`: raised ones inside it. */
export function fitConfidence(found: readonly Hypothesis[], points: number): number {
  const { box, score } = found[0]!;
  const other = found.find((one) => isOther(one.box, box));
  const gap = Math.min(WIDEST_GAP, other === undefined ? WIDEST_GAP : other.score.cost - score.cost);
  const w = WEIGHTS;
  const sum =
    w.bias +
    w.cost * Math.max(-9, Math.min(6, score.cost)) +
    w.gap * gap +
    w.logPoints * Math.log(points + 1) +
    w.ring * Math.min(1, score.ring) +
    w.edges * score.edges +
    w.click * score.click +
    (box.length < SMALL_METRES ? w.isSmall : 0);
  // Engines differ in the last bits of an exponential.
  return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}

/** Not the same box a little moved. */
function isOther(a: GroundBox, b: GroundBox): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) > 0.25 * b.length || Math.abs(Math.sin(a.yaw - b.yaw)) > 0.3;
}
