import { groupBy } from '#shared/dataset/groupBy.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import { TRACKS_FILE } from '#shared/labels/journal/journalEntry.ts';
import type { LabelDocument } from '../../document/labelDocument.ts';
import type { FrameId, LabelRecord, RecordId, TrackRecord } from '../../document/records.ts';
import type { ConflictList } from '../conflictList.ts';
import type { LabelStore } from '../labelStore.ts';
import { mergeFrameRecords, mergeTrackRecords, recordChanges } from '../mergeRecords.ts';
import { recordsIn } from '../outsideChanges.ts';
import { TRACKS } from '../saver.ts';
import { fileOf } from './journalEdits.ts';

/** Every state that the journal knows of a record, the one before the first edit included. */
export type Course = readonly (LabelRecord | undefined)[];

export interface RestoreOptions {
  readonly document: LabelDocument;
  readonly store: LabelStore;
  readonly conflicts: ConflictList;
}

export interface Restored {
  /** What was not as the journal left it. */
  readonly changed: readonly RecordId[];
  /** What cannot be made again, because something that it refers to is lost. */
  readonly refused: readonly LabelRecord[];
}

type Changes = ReadonlyMap<RecordId, LabelRecord | undefined>;

/**
 * Brings every record to where the journal left it. One that is in none of the states that the journal knows was changed
 * by somebody else since: its file is merged, and what both changed waits for a person.
 */
export function restoreRecords(options: RestoreOptions, courses: ReadonlyMap<RecordId, Course>): Restored {
  const changes = new Map<RecordId, LabelRecord | undefined>();
  for (const [file, inFile] of groupBy(courses, ([, course]) => fileOfCourse(course)))
    for (const [id, record] of changesOfFile(options, file, new Map(inFile))) changes.set(id, record);
  const restored = adopt(options.document, changes);
  dropStandIns(options, courses);
  return restored;
}

function changesOfFile(
  { document, store, conflicts }: RestoreOptions,
  file: string,
  courses: ReadonlyMap<RecordId, Course>,
): Changes {
  const present = presentIn(document, store, file);
  const byId = new Map<RecordId, LabelRecord>(present.map((record) => [record.id, record]));
  const base = new Map<RecordId, LabelRecord | undefined>();
  const ours = new Map<RecordId, LabelRecord | undefined>();
  let isForeign = false;
  for (const [id, course] of courses) {
    const current = byId.get(id);
    const isKnown = course.some((state) => deepEqual(state, current));
    isForeign ||= !isKnown;
    base.set(id, isKnown ? current : course[0]);
    ours.set(id, course.at(-1));
  }
  if (!isForeign) return recordChanges(present, replaced(present, ours));
  const versions = { base: replaced(present, base), ours: replaced(present, ours), theirs: present };
  const merged =
    file === TRACKS_FILE ? mergeTrackRecords(versions) : mergeFrameRecords(file as FrameId, versions);
  conflicts.set(file === TRACKS_FILE ? TRACKS : (file as FrameId), merged.conflicts);
  return recordChanges(present, merged.records);
}

/** What lies in a file. A track that was only assumed, because an object names it, does not. */
function presentIn(document: LabelDocument, store: LabelStore, file: string): readonly LabelRecord[] {
  if (file !== TRACKS_FILE) return recordsIn(document, file as FrameId);
  return document.committed.tracks().filter((track) => !store.isAssumed(track));
}

function replaced(records: readonly LabelRecord[], by: Changes): readonly LabelRecord[] {
  return [
    ...records.filter(({ id }) => !by.has(id)),
    ...[...by.values()].filter((record) => record !== undefined),
  ];
}

/** All at once; where that breaks a rule, one by one, so that what cannot be made again keeps no other away. */
function adopt(document: LabelDocument, changes: Changes): Restored {
  try {
    document.adopt(changes);
    return { changed: [...changes.keys()], refused: [] };
  } catch {
    const changed: RecordId[] = [];
    const refused: LabelRecord[] = [];
    const ranked = [...changes].map(([id, record]) => ({ id, record, rank: rank(document, id, record) }));
    for (const { id, record } of ranked.sort((a, b) => a.rank - b.rank)) {
      try {
        document.adopt(new Map([[id, record]]));
        changed.push(id);
      } catch {
        if (record !== undefined) refused.push(record);
      }
    }
    return { changed, refused };
  }
}

/** Tracks first, then what refers to them; removals last, those of tracks after all. */
function rank(document: LabelDocument, id: RecordId, record: LabelRecord | undefined): number {
  if (record !== undefined) return record.type === 'track' ? 0 : 1;
  return document.get<RecordId>(id)?.type === 'track' ? 3 : 2;
}

/**
 * A track that `tracks.json` no longer had, because its deletion was written there, was assumed for the cuboids in files
 * that the deletion had not reached. With them gone nobody needs it.
 */
function dropStandIns({ document, store }: RestoreOptions, courses: ReadonlyMap<RecordId, Course>): void {
  const isStandIn = (track: TrackRecord) =>
    store.isAssumed(track) &&
    courses.get(track.id)?.at(-1) === undefined &&
    !store.isUsedBeside(track.id, new Set());
  const left = document.tracks().filter(isStandIn);
  document.adopt(new Map(left.map(({ id }) => [id, undefined])));
}

function fileOfCourse(course: Course): string {
  const known = course.find((state) => state !== undefined);
  return known === undefined ? TRACKS_FILE : fileOf(known);
}
