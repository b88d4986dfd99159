import type { LabelSequence, LabelSet } from '#shared/interchange/common/labelSet.ts';

/** `onFrame` is called before a frame is read; what it throws ends the reading. */
export function watchedSet(set: LabelSet, onFrame: () => void): LabelSet {
  const sequences = set.sequences.map((sequence): LabelSequence => ({
    ...sequence,
    async labelsOf(frame) {
      onFrame();
      return sequence.labelsOf(frame);
    },
  }));
  return { ...set, sequences };
}
