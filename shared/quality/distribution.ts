/** Quantiles are right to this part of themselves. */
const ACCURACY = 0.002;
const LOG_GAMMA = Math.log((1 + ACCURACY) / (1 - ACCURACY));
/** What is smaller counts as zero: micrometres, millionths. */
const SMALLEST = 1e-6;

/** What is told of many numbers. */
export interface DistributionSummary {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Mean and quantiles of any number of values in bounded memory, in whatever order they come: values are counted in bins
 * whose width grows with the value (DDSketch: Masson, Rim and Lee 2019). Means, extremes and counts are exact, quantiles
 * right to 0.2 % of themselves. Values that are not finite are left out.
 */
export class Distribution {
  readonly #bins = new Map<number, number>();
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;

  get count(): number {
    return this.#count;
  }

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    const bin = binOf(value);
    this.#bins.set(bin, (this.#bins.get(bin) ?? 0) + 1);
    this.#count++;
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
  }

  /** The value below which that part (0 to 1) of the values lies; NaN without values. */
  quantile(fraction: number): number {
    const rank = fraction * (this.#count - 1);
    let below = 0;
    for (const [bin, count] of [...this.#bins].sort(([a], [b]) => a - b)) {
      below += count;
      if (below > rank) return Math.min(this.#max, Math.max(this.#min, valueOf(bin)));
    }
    return Number.NaN;
  }

  /** Undefined without values. */
  summary(): DistributionSummary | undefined {
    if (this.#count === 0) return undefined;
    return {
      count: this.#count,
      mean: this.#sum / this.#count,
      median: this.quantile(0.5),
      p10: this.quantile(0.1),
      p90: this.quantile(0.9),
      min: this.#min,
      max: this.#max,
    };
  }
}

/** Ascending with the value: 0 for what is as good as zero, counted from 1 up and from −1 down. */
function binOf(value: number): number {
  const size = Math.abs(value);
  if (size < SMALLEST) return 0;
  const bin = Math.max(1, Math.ceil(Math.log(size / SMALLEST) / LOG_GAMMA) + 1);
  return value < 0 ? -bin : bin;
}

/** No value of the bin is off by more than the accuracy. */
function valueOf(bin: number): number {
  if (bin === 0) return 0;
  const upper = SMALLEST * Math.exp((Math.abs(bin) - 1) * LOG_GAMMA);
  return Math.sign(bin) * upper * (1 - ACCURACY);
}
