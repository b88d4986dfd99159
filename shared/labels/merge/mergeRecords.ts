import { deepEqual } from '../../deepEqual.ts';
import { compareSides, type BothSides, type Side, type ThreeWay } from './threeWay.ts';

/** What both sides changed, each in its own way. */
export interface ConflictIn<Kind extends string, T> {
  readonly kind: Kind;
  /** Of the record, in lower case. */
  readonly id: string;
  /** Of what belongs to an object: its track, in lower case. */
  readonly trackId?: string;
  /**
   * Names of the fields as they are called in the file (`cuboid`, which goes with `provenance`, `attributes.colour`, …);
   * {@link PRESENCE} alone where one side deleted what the other changed.
   */
  readonly fields: readonly string[];
  /** The whole record of each; undefined: there is none. */
  readonly base: T | undefined;
  readonly ours: T | undefined;
  readonly theirs: T | undefined;
}

/** Stands for there being a record at all. */
export const PRESENCE = 'presence';

export interface MergedRecord<T> {
  readonly record: T;
  /** Those in conflict. */
  readonly fields: readonly string[];
}

/** How records of a kind are told apart and put together. */
export interface RecordKind<Kind extends string, T> {
  readonly kind: Kind;
  keyOf(record: T): string;
  trackIdOf?(record: T): string;
  /** All that an edit is about; what is left out follows from it, or says who and when. */
  setByPeople(record: T): unknown;
  merge(records: BothSides<T>, prefer: Side): MergedRecord<T>;
}

/** Records that a side has created, changed or deleted. */
export type EditCounts = Readonly<Record<Side, number>>;

export interface MergedRecords<Kind extends string, T> {
  /** In no order; files sort them by id. */
  readonly records: readonly T[];
  readonly conflicts: readonly ConflictIn<Kind, T>[];
  readonly edits: EditCounts;
}

/** Merges two lists of records that came of the same one. */
export function mergeRecords<Kind extends string, T extends { readonly id: string }>(
  kind: RecordKind<Kind, T>,
  lists: ThreeWay<readonly T[]>,
  prefer: Side,
): MergedRecords<Kind, T> {
  const index = (records: readonly T[] = []): ReadonlyMap<string, T> =>
    new Map(records.map((record) => [kind.keyOf(record), record]));
  const [base, ours, theirs] = [index(lists.base), index(lists.ours), index(lists.theirs)];
  const records: T[] = [];
  const conflicts: ConflictIn<Kind, T>[] = [];
  const edits = { ours: 0, theirs: 0 };
  for (const key of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const versions: ThreeWay<T> = { base: base.get(key), ours: ours.get(key), theirs: theirs.get(key) };
    for (const side of ['ours', 'theirs'] as const) {
      if (isEdited(kind, versions.base, versions[side])) edits[side] += 1;
    }
    const { record, fields } = mergeOne(kind, versions, prefer);
    if (record !== undefined) records.push(record);
    if (fields.length > 0) conflicts.push(conflictOf(kind, versions, fields));
  }
  return { records, conflicts, edits };
}

function mergeOne<T>(
  kind: RecordKind<string, T>,
  { base, ours, theirs }: ThreeWay<T>,
  prefer: Side,
): { readonly record: T | undefined; readonly fields: readonly string[] } {
  if (ours !== undefined && theirs !== undefined) {
    // Nearly all of a file.
    const verdict = compareSides({ base, ours, theirs });
    if (verdict === 'conflict') return kind.merge({ base, ours, theirs }, prefer);
    return { record: verdict === 'theirs' ? theirs : ours, fields: [] };
  }
  const left = ours ?? theirs;
  if (base === undefined) return { record: left, fields: [] };
  if (left === undefined || !isEdited(kind, base, left)) return { record: undefined, fields: [] };
  return { record: prefer === 'ours' ? ours : theirs, fields: [PRESENCE] };
}

function isEdited<T>(kind: RecordKind<string, T>, before: T | undefined, after: T | undefined): boolean {
  if (before === undefined || after === undefined || before === after) return before !== after;
  return !deepEqual(kind.setByPeople(before), kind.setByPeople(after));
}

function conflictOf<Kind extends string, T extends { readonly id: string }>(
  kind: RecordKind<Kind, T>,
  versions: ThreeWay<T>,
  fields: readonly string[],
): ConflictIn<Kind, T> {
  const known = versions.ours ?? versions.theirs ?? versions.base;
  if (known === undefined) throw new Error('a conflict about nothing');
  const trackId = kind.trackIdOf?.(known);
  const { base, ours, theirs } = versions;
  return {
    kind: kind.kind,
    id: known.id.toLowerCase(),
    ...(trackId === undefined ? {} : { trackId }),
    fields,
    base,
    ours,
    theirs,
  };
}
