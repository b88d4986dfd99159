import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { canonicalJson } from '../canonicalJson.ts';
import { compareSides, part, type Side, type ThreeWay, type Verdict } from './threeWay.ts';

const NOTHING_SKIPPED: ReadonlySet<string> = new Set();

/** Merges the fields of one record, one after the other, and remembers which of them are in conflict. */
export class FieldMerge {
  /** Whose value stands for now where both changed it. */
  readonly prefer: Side;
  readonly #conflicts: string[] = [];

  constructor(prefer: Side) {
    this.prefer = prefer;
  }

  /** Names of the fields that both sides set to something else, as they are called in the file. */
  get conflicts(): readonly string[] {
    return [...this.#conflicts].sort(compareCodePoints);
  }

  /** What a person sets: two different values are a conflict. */
  field<T>(name: string, values: ThreeWay<T>): T | undefined {
    return values[this.settle(name, compareSides(values))];
  }

  /** The side that a verdict on a field stands for; a conflict is noted. */
  settle(name: string, verdict: Verdict): Side {
    if (verdict === 'conflict') this.#conflicts.push(name);
    return verdict === 'same' ? 'ours' : verdict === 'conflict' ? this.prefer : verdict;
  }

  /**
   * The fields that no list of known ones names, and attributes: each by itself, what it holds as a whole. A key that
   * only one side has is new, or was taken away by the other.
   */
  keys<T>(
    prefix: string,
    records: ThreeWay<Readonly<Record<string, T>>>,
    skipped: ReadonlySet<string> = NOTHING_SKIPPED,
  ): Record<string, T> {
    const { base = {}, ours = {}, theirs = {} } = records;
    const merged: Record<string, T> = {};
    for (const key of new Set([base, ours, theirs].flatMap((record) => Object.keys(record)))) {
      if (skipped.has(key)) continue;
      const values = part(records, (record) => (Object.hasOwn(record, key) ? record[key] : undefined));
      const value = this.field(`${prefix}${key}`, values);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }
}

/**
 * What is computed from other things, or says who and when: never a conflict. Where both changed it `choose` decides,
 * which must not depend on the order of its arguments: whoever merges gets the same.
 */
export function mergeDerived<T>(values: ThreeWay<T>, choose: (a: T, b: T) => T = smaller): T | undefined {
  const verdict = compareSides(values);
  if (verdict !== 'conflict') return values[verdict === 'same' ? 'ours' : verdict];
  const { ours, theirs } = values;
  return ours === undefined || theirs === undefined ? (ours ?? theirs) : choose(ours, theirs);
}

/** As good as any other choice, and the same for everybody. */
export function smaller<T>(a: T, b: T): T {
  return canonicalJson(a) <= canonicalJson(b) ? a : b;
}

/** Nanoseconds as decimal strings; the later, or the one that there is. */
export function isLater(a: string | undefined, b: string | undefined): boolean {
  return BigInt(a ?? -1) > BigInt(b ?? -1);
}
