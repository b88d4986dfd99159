import type { ClassPrior } from './classPrior.ts';
import type { FitFound } from './fitAt.ts';

/**
 * Confidence from which a fit that nobody pointed at is more often right than wrong, by the length of the class
 * (metres). It is of an overlap of 0.7, which of people a decimetre spoils.
 */
const LEAST_CONFIDENCE = [
  { upTo: 1.2, confidence: 0.04 },
  { upTo: 2.5, confidence: 0.12 },
  { upTo: 6, confidence: 0.6 },
  { upTo: Infinity, confidence: 0.9 },
] as const;

/** Hedges, trunks and posts go on above what stands on a road. */
const HIGHEST = 1.25;

/** Is it likely enough to be an object of the class to be shown to a person? */
export function isWorthProposing(
  { cuboid, confidence }: Pick<FitFound, 'cuboid' | 'confidence'>,
  { size: [length, , height] }: ClassPrior,
): boolean {
  const least = LEAST_CONFIDENCE.find(({ upTo }) => length <= upTo)!.confidence;
  return confidence >= least && cuboid.size[2] <= height * HIGHEST;
}
