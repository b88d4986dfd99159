import type { LabelSequence, LabelSet } from './labelSet.ts';

/** Labels that came without a dataset round them. */
export function labelOnlySet(
  name: string,
  sequences: readonly LabelSequence[],
  more: Partial<Pick<LabelSet, 'labelFrame' | 'files'>> = {},
): LabelSet {
  return { name, labelFrame: 'lidar', classes: [], sequences, ...more };
}
