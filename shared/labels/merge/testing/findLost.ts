import { deepEqual } from '../../../deepEqual.ts';
import type { ConflictIn } from '../mergeRecords.ts';
import type { Side, ThreeWay } from '../threeWay.ts';
import type { Labels } from './randomEdits.ts';

type Leaves = ReadonlyMap<string, unknown>;
/** By `kind key`. */
type Records = ReadonlyMap<string, object>;

/** What follows from other things or says who and when; `provenance` goes with the cuboid. */
const DERIVED =
  /^(id|points|projections.*|cuboid\.yaw|provenance\.(author|changedAt)|number|author|changedAt|markedAt)$/;

/**
 * What a side has changed and that is neither in the result nor in a conflict about it, found without knowing how
 * merging works: record by record and leaf by leaf.
 */
export function findLost(
  versions: { readonly [Key in keyof ThreeWay<Labels>]: Labels },
  merged: Labels,
  conflicts: readonly ConflictIn<string, unknown>[],
): string[] {
  const result = recordsOf(merged);
  const base = recordsOf(versions.base);
  const lost: string[] = [];
  for (const side of ['ours', 'theirs'] as const) {
    const after = recordsOf(versions[side]);
    for (const key of new Set([...base.keys(), ...after.keys()])) {
      const about = conflicts.filter((conflict) => keyOf(conflict) === key);
      const found = lostIn(
        base.get(key),
        after.get(key),
        result.get(key),
        about.map((conflict) => heldBy(conflict, side)),
      );
      lost.push(...found.map((leaf) => `${side}: ${key}: ${leaf}`));
    }
  }
  return lost;
}

function lostIn(
  recordBefore: object | undefined,
  recordAfter: object | undefined,
  recordInResult: object | undefined,
  reported: readonly (Leaves | undefined)[],
): string[] {
  if (recordBefore === recordAfter || recordInResult === recordAfter) return [];
  const [before, after, result] = [recordBefore, recordAfter, recordInResult].map(
    (record) => record && leavesOf(record),
  );
  if (after === undefined) {
    const isGone =
      before === undefined || result === undefined || reported.some((record) => record === undefined);
    return isGone ? [] : ['not deleted'];
  }
  const changed = [...new Set([...after.keys(), ...(before?.keys() ?? [])])].filter(
    (leaf) => before === undefined || !deepEqual(before.get(leaf), after.get(leaf)),
  );
  return changed.filter(
    (leaf) =>
      !(result !== undefined && deepEqual(result.get(leaf), after.get(leaf))) &&
      !reported.some((record) => record !== undefined && deepEqual(record.get(leaf), after.get(leaf))),
  );
}

function keyOf({ kind, id, trackId }: ConflictIn<string, unknown>): string {
  return `${kind} ${kind === 'object' ? trackId : kind === 'done' ? '' : id}`;
}

function heldBy(conflict: ConflictIn<string, unknown>, side: Side): Leaves | undefined {
  return conflict[side] === undefined ? undefined : leavesOf(conflict[side]);
}

function recordsOf({ sidecar, tracks }: Labels): Records {
  const { objects, boxes2d, review, frame, ...file } = sidecar;
  const { done, ...frameKeys } = frame;
  const records = new Map<string, object>();
  for (const object of objects) records.set(`object ${object.trackId}`, object);
  for (const box of boxes2d) records.set(`box2d ${box.id}`, box);
  for (const note of review) records.set(`review ${note.id}`, note);
  if (done !== undefined) records.set('done ', done);
  const { tracks: list, ...tracksFile } = tracks;
  for (const track of list) records.set(`track ${track.id}`, track);
  records.set('file ', { ...file, ...tracksFile, frame: frameKeys });
  return records;
}

/** Lists are leaves, and so is what is in a cuboid or a rectangle. */
function leavesOf(value: unknown, place = ''): Leaves {
  const leaves = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value ?? {}) as [string, unknown][]) {
    const where = place === '' ? key : `${place}.${key}`;
    if (DERIVED.test(where)) continue;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) leaves.set(where, inner);
    else for (const [leaf, leafValue] of leavesOf(inner, where)) leaves.set(leaf, leafValue);
  }
  return leaves;
}
