import type { PcdColumn } from 'pcd-format';

/** Of one field, over all points and elements. Minimum and maximum are of the finite values, absent when there are none. */
export interface FieldStatistics {
  readonly name: string;
  readonly type: string;
  /** Elements per point. */
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
  readonly nan: number;
  readonly infinite: number;
}

/** One pass over a column. 64-bit integers are rounded to the nearest double for minimum and maximum. */
export function fieldStatistics({ field, values }: PcdColumn): FieldStatistics {
  let min = Infinity;
  let max = -Infinity;
  let nan = 0;
  let infinite = 0;
  for (const raw of values) {
    const value = Number(raw);
    if (Number.isNaN(value)) nan += 1;
    else if (!Number.isFinite(value)) infinite += 1;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  const { name, type, count } = field;
  return { name, type, count, ...(min <= max ? { min, max } : {}), nan, infinite };
}
