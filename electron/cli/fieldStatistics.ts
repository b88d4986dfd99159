import type { PcdColumn, PcdField } from 'pcd-format';

/** A number, or the digits of a 64-bit integer, which a JSON number would round. */
type Exact = number | string;

/** Of one field, over all points and elements. */
export interface FieldStatistics {
  readonly name: string;
  /** As PCD has it: integer, unsigned, float. */
  readonly type: 'I' | 'U' | 'F';
  /** Bytes of an element. */
  readonly size: number;
  /** Elements per point. */
  readonly count: number;
  /** Of the finite values; null where there is none. */
  readonly min: Exact | null;
  readonly max: Exact | null;
  readonly mean: number | null;
  /** How many values are NaN or infinite. */
  readonly nonFinite: number;
}

/** One pass over a column. */
export function fieldStatistics({ field, values }: PcdColumn): FieldStatistics {
  const type = typeOf(field);
  const about = { name: field.name, type, size: values.BYTES_PER_ELEMENT, count: field.count };
  return values instanceof BigInt64Array || values instanceof BigUint64Array
    ? { ...about, ...ofIntegers(values) }
    : { ...about, ...ofNumbers(values) };
}

function typeOf({ type }: PcdField): FieldStatistics['type'] {
  if (type.startsWith('float')) return 'F';
  return type.startsWith('u') ? 'U' : 'I';
}

/** A power of two, so nothing is rounded: files of garbage have values near the end of float64, whose sum lies beyond. */
const SUM_SCALE = 2 ** -40;

type Values = Pick<FieldStatistics, 'min' | 'max' | 'mean' | 'nonFinite'>;

function ofNumbers(values: ArrayLike<number>): Values {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let finite = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    finite += 1;
    sum += value * SUM_SCALE;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const nonFinite = values.length - finite;
  if (finite === 0) return { min: null, max: null, mean: null, nonFinite };
  return { min, max, mean: sum / finite / SUM_SCALE, nonFinite };
}

function ofIntegers(values: BigInt64Array | BigUint64Array): Values {
  let [min, max] = [values[0] ?? 0n, values[0] ?? 0n];
  let sum = 0n;
  for (const value of values) {
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (values.length === 0) return { min: null, max: null, mean: null, nonFinite: 0 };
  // Whole part and remainder apart, since the sum may have more digits than a double.
  const count = BigInt(values.length);
  const mean = Number(sum / count) + Number(sum % count) / values.length;
  return { min: String(min), max: String(max), mean, nonFinite: 0 };
}
