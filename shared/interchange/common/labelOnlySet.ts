import type { LabelSequence, LabelSet } from './labelSet.ts';

/** Labels that came without a dataset round them. */
export function labelOnlySet(
  name: string,
  sequences: readonly LabelSequence[],
  labelFrame = 'lidar',
  classes: readonly string[] = [],
): LabelSet {
  return { name, labelFrame, classes, sequences };
}
