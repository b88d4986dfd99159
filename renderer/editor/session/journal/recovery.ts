import type { Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { TRACKS_FILE, type JournalledEdit } from '#shared/labels/journal/journalEntry.ts';
import { TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import type { LabelDocument } from '../../document/labelDocument.ts';
import type { FrameId, LabelRecord, RecordId, TrackRecord } from '../../document/records.ts';
import type { Transaction } from '../../document/transaction.ts';
import type { LabelStore } from '../labelStore.ts';
import { TRACKS, type LabelFile } from '../saver.ts';
import type { CommitLog } from './commitLog.ts';
import { diffOf, fileOf, pastOf, type PastEdits } from './journalEdits.ts';

export interface RecoveryOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly sequence: Sequence;
  readonly document: LabelDocument;
  readonly store: LabelStore;
  readonly log: CommitLog;
}

/** What an earlier run left behind and is in the document again. */
export interface Recovered {
  /** Edits that were not in their files. */
  readonly edits: number;
  /** When the first of them was made, ms since 1970. */
  readonly since: number;
  /** What they changed. */
  readonly ids: readonly RecordId[];
  readonly frames: readonly FrameId[];
  /** So many steps of undo take back exactly them; 0 where that would take back more, or less. */
  readonly steps: number;
}

export interface RecoveryOutcome {
  readonly recovered: Recovered | undefined;
  /** They may lack what the journal has: to be written. */
  readonly files: readonly LabelFile[];
  readonly problems: readonly Problem[];
}

interface Restored {
  readonly changed: readonly RecordId[];
  readonly refused: readonly LabelRecord[];
}

/** Every state that a record had, the one before the first edit included. */
type Course = (LabelRecord | undefined)[];

/**
 * Takes over what earlier runs left in the journal: makes again what the label files lack, and gives undo and redo
 * back. A file that holds some of the edits, because it was written just before the end, is found out by what is in it;
 * edits of a file that cannot be read wait in the journal.
 */
export async function recoverEdits(options: RecoveryOptions): Promise<RecoveryOutcome> {
  const { host, datasetId, sequence, document, store, log } = options;
  const { edits, problems } = await host.call('journal.recover', { datasetId, sequenceId: sequence.id });
  const unsaved = edits.filter((edit) => edit.unsaved.length > 0);
  const names = [...new Set(unsaved.flatMap((edit) => edit.unsaved))];
  const frames = new Set(sequence.frames.map(({ id }) => id));
  const release = store.hold(names.filter((name) => frames.has(name)).map((name) => name as FrameId));
  try {
    const readable: string[] = [];
    for (const name of names) {
      const problem = await load(store, name, frames);
      if (problem === undefined) readable.push(name);
      else problems.push(problem);
    }
    const courses = coursesOf(unsaved, new Set(readable));
    const { changed, refused } = restore(document, courses);
    dropStandIns(document, store, courses);
    for (const record of refused) problems.push(notApplied(fileOf(record) || TRACKS_NAME));
    const entries = edits.map(({ entry }) => entry);
    const past = pastOf(entries);
    const history = document.history.begin(past.done, past.undone);
    log.takeOver(entries.at(-1)?.id, [...past.done, ...past.undone], history);
    return {
      recovered: recoveredFrom(unsaved, changed, past),
      files: readable.map((name) => (name === TRACKS_FILE ? TRACKS : (name as FrameId))),
      problems,
    };
  } finally {
    release();
  }
}

async function load(
  store: LabelStore,
  name: string,
  frames: ReadonlySet<string>,
): Promise<Problem | undefined> {
  if (name === TRACKS_FILE) return store.readOnly && waiting(TRACKS_NAME);
  if (!frames.has(name)) return waiting(name);
  const { problem } = await store.load(name as FrameId);
  return problem && waiting(name);
}

function waiting(path: string): Problem {
  return { code: 'journal.waiting', severity: 'warning', path };
}

function notApplied(path: string): Problem {
  return { code: 'journal.notApplied', severity: 'error', path };
}

function coursesOf(
  edits: readonly JournalledEdit[],
  readable: ReadonlySet<string>,
): ReadonlyMap<RecordId, Course> {
  const courses = new Map<RecordId, Course>();
  for (const { entry, unsaved } of edits) {
    for (const [id, { before, after }] of diffOf(entry)) {
      const record = after ?? before;
      const file = record && fileOf(record);
      if (file === undefined || !unsaved.includes(file) || !readable.has(file)) continue;
      const course = courses.get(id);
      if (course === undefined) courses.set(id, [before, after]);
      else course.push(before, after);
    }
  }
  return courses;
}

/** Brings every record to where the journal left it; answers which had not been there, and which cannot be put there. */
function restore(document: LabelDocument, courses: ReadonlyMap<RecordId, Course>): Restored {
  const targets = [...courses].flatMap(([id, states]) => {
    const last = states.at(-1);
    return deepEqual(document.get<RecordId>(id), last) ? [] : [{ id, last }];
  });
  const restoreSome = (some: typeof targets) =>
    document.restore((tx) => {
      for (const { id, last } of some) put(tx, id, last);
    });
  try {
    restoreSome(targets);
    return { changed: targets.map(({ id }) => id), refused: [] };
  } catch {
    // One that breaks a rule, because the damaged part of a journal held its track, must not keep the others away.
    const changed: RecordId[] = [];
    const refused: LabelRecord[] = [];
    for (const target of targets.toSorted((a, b) => rank(a.last) - rank(b.last))) {
      try {
        restoreSome([target]);
        changed.push(target.id);
      } catch {
        if (target.last !== undefined) refused.push(target.last);
      }
    }
    return { changed, refused };
  }
}

/**
 * A track that `tracks.json` no longer had, because its deletion was written there, was made up for the cuboids in files
 * that the deletion had not reached. With them gone nobody needs it.
 */
function dropStandIns(
  document: LabelDocument,
  store: LabelStore,
  courses: ReadonlyMap<RecordId, Course>,
): void {
  const stored = new Set(store.tracksBase?.tracks.map(({ id }) => id.toLowerCase()));
  const isStandIn = ({ id }: TrackRecord) =>
    !stored.has(id) && courses.get(id)?.at(-1) === undefined && !store.isUsedBeside(id, new Set());
  const left = document.tracks().filter(isStandIn);
  document.restore((tx) => {
    for (const { id } of left) tx.remove(id);
  });
}

/** Removals first, then tracks, then what refers to them. */
function rank(record: LabelRecord | undefined): number {
  if (record === undefined) return 0;
  return record.type === 'track' ? 1 : 2;
}

function put(tx: Transaction, id: RecordId, record: LabelRecord | undefined): void {
  if (tx.get(id) !== undefined) tx.remove(id);
  if (record !== undefined) tx.create(record);
}

function recoveredFrom(
  edits: readonly JournalledEdit[],
  changed: readonly RecordId[],
  past: PastEdits,
): Recovered | undefined {
  if (changed.length === 0) return undefined;
  const ids = new Set<RecordId>(changed);
  const made = edits.filter(({ entry }) => [...diffOf(entry).keys()].some((id) => ids.has(id)));
  const frames = made.flatMap(({ unsaved }) => unsaved.filter((name) => name !== TRACKS_FILE));
  return {
    edits: made.length,
    since: Math.min(...made.map(({ entry }) => entry.at)),
    ids: changed,
    frames: [...new Set(frames)].map((name) => name as FrameId),
    steps: stepsOf(made, past),
  };
}

function stepsOf(made: readonly JournalledEdit[], { done }: PastEdits): number {
  const commits = new Set(made.map(({ entry }) => entry.of ?? entry.id));
  const isPlain = made.every(({ entry }) => entry.kind === 'commit');
  const areLast = done.slice(-commits.size).every(({ id }) => commits.has(id));
  return isPlain && areLast && done.length >= commits.size ? commits.size : 0;
}
