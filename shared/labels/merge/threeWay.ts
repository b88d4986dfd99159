import { deepEqual } from '../../deepEqual.ts';

/** One value in the version that two people started from, and in what each made of it; undefined: it is not there. */
export interface ThreeWay<T> {
  readonly base: T | undefined;
  readonly ours: T | undefined;
  readonly theirs: T | undefined;
}

/** Of a record that both have. */
export interface BothSides<T> extends ThreeWay<T> {
  readonly ours: T;
  readonly theirs: T;
}

export type Side = 'ours' | 'theirs';

/** Whose value stands: that of the one who changed it. `same`: both have the same. */
export type Verdict = Side | 'same' | 'conflict';

export function compareSides({ base, ours, theirs }: ThreeWay<unknown>): Verdict {
  if (deepEqual(ours, theirs)) return 'same';
  if (deepEqual(base, theirs)) return 'ours';
  return deepEqual(base, ours) ? 'theirs' : 'conflict';
}

/** The same part of all three. */
export function part<T, Part>(
  { base, ours, theirs }: ThreeWay<T>,
  of: (value: T) => Part | undefined,
): ThreeWay<Part> {
  const get = (value: T | undefined): Part | undefined => (value === undefined ? undefined : of(value));
  return { base: get(base), ours: get(ours), theirs: get(theirs) };
}
