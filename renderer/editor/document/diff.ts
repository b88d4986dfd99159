import { deepEqual } from '#shared/deepEqual.ts';
import { frameOf, type FrameId, type LabelRecord, type RecordId, type TrackId } from './records.ts';

/** One record before and after; undefined: it did not exist. */
export interface RecordChange {
  readonly before: LabelRecord | undefined;
  readonly after: LabelRecord | undefined;
}

/** What an edit changed. Complete in itself: its inverse and its effect need nothing else. */
export type Diff = ReadonlyMap<RecordId, RecordChange>;

export function invertDiff(diff: Diff): Diff {
  return new Map([...diff].map(([id, change]) => [id, { before: change.after, after: change.before }]));
}

/** First `a`, then `b`. What ends as it began is left out. */
export function composeDiffs(a: Diff, b: Diff): Diff {
  const composed = new Map(a);
  for (const [id, change] of b) {
    const first = a.get(id);
    composed.set(id, first === undefined ? change : { before: first.before, after: change.after });
  }
  return withoutUnchanged(composed);
}

export function withoutUnchanged(diff: Diff): Diff {
  return new Map([...diff].filter(([, change]) => !deepEqual(change.before, change.after)));
}

/** Frames that the changed records lie in, in order of first appearance. */
export function framesOfDiff(diff: Diff): readonly FrameId[] {
  const frames = new Set<FrameId>();
  for (const { before, after } of diff.values()) {
    const record = after ?? before;
    const frame = record === undefined ? undefined : frameOf(record);
    if (frame !== undefined) frames.add(frame);
  }
  return [...frames];
}

/** Changed records that are tracks. */
export function tracksOfDiff(diff: Diff): readonly TrackId[] {
  return [...diff.values()]
    .map(({ before, after }) => after ?? before)
    .filter((record) => record?.type === 'track')
    .map(({ id }) => id);
}

/** Roughly what a diff occupies: an estimate, to bound the history with. */
export function estimateBytes(diff: Diff): number {
  let bytes = 0;
  for (const { before, after } of diff.values()) bytes += weigh(before) + weigh(after);
  return bytes;
}

/** By walking rather than by the length of its JSON: nothing is made only to be measured. */
function weigh(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 16;
  for (const key in value) bytes += 8 + weigh((value as Readonly<Record<string, unknown>>)[key]);
  return bytes;
}
