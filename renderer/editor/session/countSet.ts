import type { DocumentChange } from '../document/labelDocument.ts';
import type { LabelRecord } from '../document/records.ts';

/**
 * How many cuboids a change has brought to being set by a person: drawn, or confirmed by the first touch of one that was
 * carried over or interpolated. Undo takes them back; deleting does not, the work was done all the same.
 */
export function countSet({ cause, diff }: Pick<DocumentChange, 'cause' | 'diff'>): number {
  let count = 0;
  for (const { before, after } of diff.values()) {
    if (cause === 'undo' && isSet(before) && !isSet(after)) count -= 1;
    if (cause !== 'undo' && !isSet(before) && isSet(after)) count += 1;
  }
  return count;
}

function isSet(record: LabelRecord | undefined): boolean {
  return record?.type === 'cuboid' && (record.provenance.keyframe || record.status === 'confirmed');
}
