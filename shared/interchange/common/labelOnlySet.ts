import { canonicalPath } from '../../dataset/canonicalPath.ts';
import { safeName } from './frameNames.ts';
import type { LabelFrame, LabelSequence, LabelSet } from './labelSet.ts';

/** Labels that came without a dataset round them. Sequences and frames whose names are taken already get others. */
export function labelOnlySet(
  name: string,
  sequences: readonly LabelSequence[],
  more: Partial<Pick<LabelSet, 'labelFrame' | 'files'>> = {},
): LabelSet {
  const ids = new Set<string>();
  const folders = new Set<string>();
  const frames = new Set<string>();
  const distinct = sequences.map((sequence): LabelSequence => {
    const id = free(sequence.id, ids);
    const own = sequence.frames.map((frame): LabelFrame => ({ ...frame, id: free(frame.id, frames) }));
    return {
      ...sequence,
      id,
      folder: free(portable(sequence.folder), folders),
      frames: own,
      labelsOf: ({ index }) => sequence.labelsOf(sequence.frames[index]!),
    };
  });
  return { name, labelFrame: 'lidar', classes: [], sequences: distinct, ...more };
}

/** Other tools call sequences as they like. */
function portable(folder: string): string {
  return folder === '' ? '' : (canonicalPath(folder) ?? safeName(folder));
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1)
    name = wanted === '' ? String(number) : `${wanted}-${number}`;
  taken.add(name);
  return name;
}
