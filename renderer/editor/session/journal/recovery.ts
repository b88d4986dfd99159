import type { Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { TRACKS_FILE, type JournalledEdit } from '#shared/labels/journal/journalEntry.ts';
import { TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { FrameId, LabelRecord, RecordId } from '../../document/records.ts';
import type { LabelStore } from '../labelStore.ts';
import { TRACKS, type LabelFile } from '../saver.ts';
import type { CommitLog } from './commitLog.ts';
import { restoreRecords, type Course, type RestoreOptions } from './restoreRecords.ts';
import { diffOf, fileOf, pastOf, type PastEdits } from './journalEdits.ts';

export interface RecoveryOptions extends RestoreOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly sequence: Sequence;
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

const NO_PAST: PastEdits = { done: [], undone: [] };

export interface RecoveryOutcome {
  readonly recovered: Recovered | undefined;
  /** They may lack what the journal has: to be written. */
  readonly files: readonly LabelFile[];
  readonly problems: readonly Problem[];
}

/**
 * Takes over what earlier runs left in the journal: makes again what the label files lack, and gives undo and redo
 * back. A file that holds some of the edits, because it was written just before the end, is found out by what is in it;
 * edits of a file that cannot be read wait in the journal. Called again, it takes over what was left since.
 */
export async function recoverEdits(options: RecoveryOptions): Promise<RecoveryOutcome> {
  const { host, datasetId, sequence, document, store, log } = options;
  const found = await host.call('journal.recover', { datasetId, sequenceId: sequence.id });
  const { problems } = found;
  const edits = found.edits.filter(({ entry }) => !log.knows(entry.id));
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
    const { changed, refused } = restoreRecords(options, courses);
    for (const record of refused) problems.push(notApplied(fileOf(record) || TRACKS_NAME));
    const entries = edits.map(({ entry }) => entry);
    const past = pastOf(entries);
    // What comes later, because its writer was not known to have ended, is not undone here: others' edits lie between.
    const isFirst = !document.history.canUndo && !document.history.canRedo;
    const history = isFirst ? document.history.begin(past.done, past.undone) : [];
    log.takeOver(
      entries.map(({ id }) => id),
      [...past.done, ...past.undone],
      history,
    );
    return {
      recovered: recoveredFrom(unsaved, changed, isFirst ? past : NO_PAST),
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
  const courses = new Map<RecordId, (LabelRecord | undefined)[]>();
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
