import { sampleIndices } from './sample.ts';

/** Points looked at for a percentile of a cloud: it is then off by about 1 % of rank, whatever the cloud's size. */
const SAMPLE = 4096;

/**
 * The finite values of a sample of a column, ascending: what percentiles are read from.
 * Exact for clouds of up to {@link SAMPLE} points.
 */
export function sortedSample(column: ArrayLike<number>): Float64Array {
  const indices = sampleIndices(column.length, SAMPLE);
  const sample = new Float64Array(indices.length);
  let count = 0;
  for (let i = 0; i < indices.length; i++) {
    const value = column[indices[i]!]!;
    if (Number.isFinite(value)) sample[count++] = value;
  }
  return sample.subarray(0, count).sort();
}

/** Value at a fraction (0 … 1) of a sorted list, between two of them where it falls there; NaN for an empty list. */
export function quantile(sorted: ArrayLike<number>, fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}

/**
 * The value that would stand at a fraction (0 … 1) of values[from … to) if they were sorted; NaN for none. Reorders
 * them (Hoare 1961): for many short lists a tenth of the cost of sorting each.
 */
export function selectQuantile(values: Float32Array, from: number, to: number, fraction: number): number {
  if (from >= to) return Number.NaN;
  const wanted = from + Math.round(fraction * (to - from - 1));
  let low = from;
  let high = to - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const value = values[left]!;
        values[left++] = values[right]!;
        values[right--] = value;
      }
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return values[wanted]!;
}
