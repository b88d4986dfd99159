import { truncationOf } from '../../labels/visibility.ts';
import type { LabelObject } from '../common/labelSet.ts';

/** The attribute that the benchmark's own number is kept in. */
export const TRUNCATION_LEVEL = 'truncationLevel';

/** 0 not truncated, 1 partly, 2 largely; −1 unknown: the tracking benchmark has these instead of a fraction. */
export function truncationLevel(object: LabelObject | undefined, fraction: number): number {
  const level = object?.attributes[TRUNCATION_LEVEL];
  if (typeof level === 'number' && [-1, 0, 1, 2].includes(level)) return level;
  const truncation = truncationOf({ truncation: fraction });
  if (truncation === undefined) return -1;
  return truncation === 0 ? 0 : truncation <= 0.5 ? 1 : 2;
}
