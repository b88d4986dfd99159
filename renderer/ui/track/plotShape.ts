/** A value in one frame; undefined where it is not known. */
export interface PlotValue {
  readonly index: number;
  readonly value: number | undefined;
}

export interface PlotOptions {
  /** By frame. */
  readonly values: readonly PlotValue[];
  /** Frames at the left and at the right edge. */
  readonly first: number;
  readonly last: number;
  /** Has it two signs? Then zero is in the middle, else at the bottom. */
  readonly isSigned: boolean;
  /** What is at the top at least, so that next to nothing does not look like much. */
  readonly leastTop: number;
  /** Do two neighbours belong together? Between others the line is broken. */
  isJoined(index: number, next: number): boolean;
}

/** A plot in a square of 100 by 100, y downwards. */
export interface PlotShape {
  /** An SVG path: a line for each stretch without a gap. */
  readonly path: string;
  /** The value at the top, a round one. */
  readonly top: number;
  /** Of the known values; undefined without any. */
  readonly extremes: readonly [least: number, most: number] | undefined;
  xOf(index: number): number;
  yOf(value: number): number;
}

/** Kept free above and below, so that no line is cut off at an edge. */
const MARGIN = 6;

/** Lays out a line plot that its frame stretches to any size. */
export function plotShape(options: PlotOptions): PlotShape {
  const { values, first, last, isSigned, leastTop, isJoined } = options;
  const known = values.flatMap(({ index, value }) => (value === undefined ? [] : [{ index, value }]));
  const top = roundUp(Math.max(leastTop, ...known.map(({ value }) => Math.abs(value))));
  const xOf = (index: number): number => (last === first ? 50 : (100 * (index - first)) / (last - first));
  const room = 100 - 2 * MARGIN;
  const yOf = (value: number): number =>
    100 - MARGIN - (isSigned ? (room * (value / top + 1)) / 2 : (room * value) / top);
  const parts = known.map(({ index, value }, i) => {
    const before = known[i - 1];
    const isOn = before !== undefined && isJoined(before.index, index);
    return `${isOn ? 'L' : 'M'}${shortened(xOf(index))} ${shortened(yOf(value))}`;
  });
  const all = known.map(({ value }) => value);
  return {
    // What is alone is a dot: a line without length, with round ends.
    path: parts
      .map((part, i) => (part.startsWith('M') && !isFollowed(parts, i) ? `${part}h0` : part))
      .join(''),
    top,
    extremes: all.length === 0 ? undefined : [Math.min(...all), Math.max(...all)],
    xOf,
    yOf,
  };
}

/** The frame of those given that is nearest to where `share` (0 … 1) of the plot's width is. */
export function frameAt(indexes: readonly number[], share: number): number | undefined {
  const [first, last] = [indexes[0], indexes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const at = first + share * (last - first);
  return indexes.reduce((best, index) => (Math.abs(index - at) < Math.abs(best - at) ? index : best), first);
}

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** To the next number that is easily read. */
function roundUp(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const mantissa = value / decade;
  return (ROUND.find((one) => one >= mantissa - 1e-9) ?? 10) * decade;
}

function isFollowed(parts: readonly string[], i: number): boolean {
  return parts[i + 1]?.startsWith('L') === true;
}

function shortened(value: number): number {
  return Math.round(value * 100) / 100;
}
