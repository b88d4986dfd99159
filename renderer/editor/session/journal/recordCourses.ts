import type { JournalledEdit } from '#shared/labels/journal/journalEntry.ts';
import { deepEqual } from '../../document/deep.ts';
import type { LabelRecord, RecordId } from '../../document/records.ts';
import { diffOf, fileOf } from './journalEdits.ts';

interface Stage {
  readonly state: LabelRecord | undefined;
  /** It was reached by an edit that is not known to be in its file. */
  readonly isUnsaved: boolean;
}

/** Every state that a record had, the one before the first edit included. */
export type Courses = ReadonlyMap<RecordId, readonly Stage[]>;

export interface Targets {
  /** What must be put where; undefined: removed. */
  readonly targets: readonly { readonly id: RecordId; readonly last: LabelRecord | undefined }[];
  /** What the file has is no state that the journal knows: it is newer, and stays. */
  readonly superseded: readonly LabelRecord[];
}

/** The course of each record through the edits. @param readable the label files that could be read */
export function coursesOf(edits: readonly JournalledEdit[], readable: ReadonlySet<string>): Courses {
  const courses = new Map<RecordId, Stage[]>();
  for (const { entry, unsaved } of edits) {
    for (const [id, { before, after }] of diffOf(entry)) {
      const record = after ?? before;
      const file = record && fileOf(record);
      if (file === undefined || !readable.has(file)) continue;
      const course = courses.get(id) ?? [];
      courses.set(id, course);
      course.push({ state: before, isUnsaved: false }, { state: after, isUnsaved: unsaved.includes(file) });
    }
  }
  return courses;
}

/**
 * Where records must be put that are not where the journal left them. How far a file has come is told by what is in it:
 * only what comes after that in the journal is made again. A file may also be newer than the journal, which could not be
 * written for a while, or somebody else has changed it since: nothing of that is undone.
 */
export function targetsOf(courses: Courses, stored: (id: RecordId) => LabelRecord | undefined): Targets {
  const targets: Targets['targets'][number][] = [];
  const superseded: LabelRecord[] = [];
  for (const [id, course] of courses) {
    if (!course.some(({ isUnsaved }) => isUnsaved)) continue;
    const now = stored(id);
    const last = course.at(-1)?.state;
    const reached = course.findLastIndex(({ state }) => isSame(state, now));
    if (reached === -1 && now !== undefined) superseded.push(now);
    else if (course.slice(reached + 1).some(({ isUnsaved }) => isUnsaved)) targets.push({ id, last });
    // Only the number differs, which writing makes unique.
    else if (reached === course.length - 1 && !deepEqual(now, last)) targets.push({ id, last });
  }
  return { targets, superseded };
}

/** A track may have got another number in its file than it has in memory. */
function isSame(a: LabelRecord | undefined, b: LabelRecord | undefined): boolean {
  if (a?.type === 'track' && b?.type === 'track') return deepEqual({ ...a, number: b.number }, b);
  return deepEqual(a, b);
}
