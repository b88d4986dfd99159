import { addScaled, length, scale, subtract, ZERO, type Vec3 } from '../../geometry/vec3.ts';

/** Something that changes with time, known at some moments. */
export interface TimeSeries {
  /** Seconds, rising. */
  readonly times: readonly number[];
  /** How far the value at `at` is from the one on the straight way between those at `before` and `after`. */
  between(before: number, at: number, after: number): Vec3;
  /** May a value be judged by one at another moment, or is there too long between? */
  isNear(from: number, to: number): boolean;
  /** What is never called a departure: noise of labels, in the unit of the values. */
  readonly floor: number;
  /** A change of its second derivative from one moment to the next that is nothing unusual. */
  readonly suddenness: number;
  /** More than its second derivative ever is: what seems so belongs to no trend. */
  readonly extreme: number;
}

/** `off`: one value departs from those about it. `jump`: those from it on depart from those before. */
export interface Departure {
  readonly kind: 'off' | 'jump';
  /** Of the value in its series. */
  readonly at: number;
  /** By how much, in the unit of the values. */
  readonly amount: number;
}

export interface Departures {
  /** As many as {@link MOST} at most, the largest first. */
  readonly found: readonly Departure[];
  /** What is left, in pieces that follow one trend each: indexes, rising. */
  readonly pieces: readonly (readonly number[])[];
}

/** More are of no use to anybody: the whole series is wrong then. */
const MOST = 40;
/** Values on either side that make the trend. */
const REACH = 3;
/**
 * So many times what values usually depart by: the lower third of departures, since one wrong value in a few spoils three,
 * and with them the median. Of normal noise in two dimensions that is 0.9 standard deviations.
 */
const UNUSUAL = 5;
const USUAL_SHARE = 1 / 3;
/** With fewer values it is not known what is usual. */
const FEWEST = 8;
/** With fewer, a trend is what one of them makes it. */
const FEWEST_FOR_TREND = 3;

/**
 * Values that depart from a robust local trend. Of each value the departure from the straight way between its neighbours is
 * compared with what the median second derivative about it makes of that (Hampel's identifier, on second differences, so
 * that steady acceleration is no departure), and counts where it is beyond a floor and beyond what is usual in the
 * series. One wrong value makes its neighbours depart, too: so the worst is taken out first, it or the neighbour
 * without which least is left, and the rest is judged anew. Where that does not help, but cutting the series does, it
 * jumps there.
 */
export function findDepartures(series: TimeSeries): Departures {
  let pieces = splitAtGaps(series);
  const found: Departure[] = [];
  while (found.length < MOST) {
    const all = pieces.flatMap((piece) => trended(series, piece));
    const usual = usualDeparture(all);
    const worst = worstOf(judge(series, all, usual));
    if (worst === undefined || worst.excess <= 1) break;
    const piece = pieces.find((one) => one.includes(worst.at))!;
    const { departure, rest } = bestRepair(series, piece, piece.indexOf(worst.at), usual);
    found.push(departure);
    pieces = pieces.flatMap((one) => (one === piece ? rest : [one]));
  }
  return { found, pieces };
}

type Piece = readonly number[];

interface Judged {
  readonly at: number;
  /** Beyond 1 it is one. */
  readonly excess: number;
}

interface Repair {
  readonly departure: Departure;
  readonly rest: readonly Piece[];
}

function splitAtGaps({ times, isNear }: TimeSeries, all: Piece = [...times.keys()]): readonly Piece[] {
  const pieces: number[][] = [];
  for (const at of all) {
    const last = pieces.at(-1)?.at(-1);
    if (last === undefined || !isNear(times[last]!, times[at]!)) pieces.push([at]);
    else pieces.at(-1)!.push(at);
  }
  return pieces;
}

function judge(series: TimeSeries, values: readonly Trended[], usual: number): readonly Judged[] {
  return values.map(({ at, departure, product }) => {
    const limit = Math.max(series.floor, UNUSUAL * usual) + (series.suddenness * product) / 2;
    return { at, excess: length(departure) / limit };
  });
}

/** An inner value of a piece. */
interface Trended {
  readonly at: number;
  /** From the trend about it. */
  readonly departure: Vec3;
  /** Of the steps to both neighbours, s²: half of it times the second derivative is the way from the chord to the curve. */
  readonly product: number;
}

function trended({ times, between, extreme }: TimeSeries, piece: Piece): readonly Trended[] {
  const inner = piece.slice(1, -1).map((at, i) => {
    const [before, after] = [piece[i]!, piece[i + 2]!];
    const product = (times[at]! - times[before]!) * (times[after]! - times[at]!);
    return { at, product, departure: between(before, at, after) };
  });
  const bends = inner.map(({ departure, product }) => scale(departure, 1 / product));
  return inner.map(({ at, product, departure }, i) => {
    const about = bends
      .slice(Math.max(0, i - REACH), i + REACH + 1)
      .filter((bend) => length(bend) <= extreme / 2);
    const bend = about.length < FEWEST_FOR_TREND ? ZERO : medianVector(about);
    return { at, product, departure: addScaled(departure, bend, -product) };
  });
}

/** By how much values depart that are right; 0 where there are too few to tell. */
function usualDeparture(values: readonly Trended[]): number {
  if (values.length < FEWEST) return 0;
  const all = values.map(({ departure }) => length(departure)).toSorted((a, b) => a - b);
  return all[Math.floor(all.length * USUAL_SHARE)]!;
}

/** The way to repair a piece about its value at `worst` (of the piece) that leaves least. */
function bestRepair(series: TimeSeries, piece: Piece, worst: number, usual: number): Repair {
  const within = (reach: number): ((at: number) => boolean) => {
    const [from = 0, to = Infinity] = [worst - reach, worst + reach].map((i) => piece[i]);
    return (at) => at >= from && at <= to;
  };
  // Farther away nothing changes; what is judged there needs its trend, and that the neighbours of the last in it.
  const isJudged = within(2 * REACH);
  const isNeeded = within(3 * REACH + 2);
  const left = (rest: readonly Piece[]): { readonly most: number; readonly sum: number } => {
    const near = rest
      .flatMap((one) => judge(series, trended(series, one.filter(isNeeded)), usual))
      .filter(({ at }) => isJudged(at));
    return {
      most: Math.max(0, ...near.map(({ excess }) => excess)),
      sum: near.reduce((sum, { excess }) => sum + excess, 0),
    };
  };
  // The worst itself first: it is meant where others would do as well.
  const removals = [worst, worst - 1, worst + 1].map((i): Repair => {
    const without = piece.filter((_, j) => j !== i);
    const departure: Departure = { kind: 'off', at: piece[i]!, amount: amountAt(series, piece, i) };
    return { departure, rest: splitAtGaps(series, without) };
  });
  const removal = bestBy(removals, ({ rest }) => left(rest).sum);
  if (left(removal.rest).most <= 1) return removal;
  const cuts = [worst, worst + 1].map((i): Repair => {
    const rest = [piece.slice(0, i), piece.slice(i)];
    return { departure: { kind: 'jump', at: piece[i]!, amount: stepAt(series, piece, i) }, rest };
  });
  const cut = bestBy(cuts, ({ rest }) => left(rest).sum);
  return left(cut.rest).most <= 1 ? cut : removal;
}

/** From the way between the neighbours or, at an end, from the way on from the two next to it. */
function amountAt({ times, between }: TimeSeries, piece: Piece, i: number): number {
  const [before, at, after] = [piece[i - 1], piece[i]!, piece[i + 1]];
  if (before !== undefined && after !== undefined) return length(between(before, at, after));
  const [next, beyond] = before === undefined ? [piece[1]!, piece[2]!] : [before, piece[i - 2]!];
  // What the inner one departs by, as far away as the end is.
  const span = Math.abs(times[beyond]! - times[at]!) / Math.abs(times[beyond]! - times[next]!);
  const inner = before === undefined ? between(at, next, beyond) : between(beyond, next, at);
  return length(inner) * span;
}

/** How far apart the two sides of a cut before the i-th value are, which lie on either side of the way between. */
function stepAt(series: TimeSeries, piece: Piece, i: number): number {
  const judged = new Map(trended(series, piece).map(({ at, departure }) => [at, departure]));
  const [before, after] = [judged.get(piece[i - 1]!), judged.get(piece[i]!)];
  // At an end there is one side only, which has half of it.
  if (before === undefined || after === undefined) return 2 * length(before ?? after ?? ZERO);
  return length(subtract(after, before));
}

function worstOf(judged: readonly Judged[]): Judged | undefined {
  return judged.length === 0 ? undefined : bestBy(judged, ({ excess }) => -excess);
}

/** The first of those with the least; there is one. */
function bestBy<T>(all: readonly T[], of: (one: T) => number): T {
  return all.map((one) => ({ one, value: of(one) })).reduce((a, b) => (b.value < a.value ? b : a)).one;
}

function medianVector(all: readonly Vec3[]): Vec3 {
  return [median(all.map((v) => v[0])), median(all.map((v) => v[1])), median(all.map((v) => v[2]))];
}

function median(values: readonly number[]): number {
  // Asked at every value of every track: numbers sort themselves faster than a function does.
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
