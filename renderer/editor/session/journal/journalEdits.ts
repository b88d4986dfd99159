import { TRACKS_FILE, type JournalEntry, type JournalRecord } from '#shared/labels/journal/journalEntry.ts';
import { composeDiffs, type Diff, type RecordChange } from '../../document/diff.ts';
import { HISTORY_LABELS, type HistoryLabel, type PastEdit } from '../../document/history.ts';
import { frameOf, type LabelRecord, type RecordId } from '../../document/records.ts';

/** An entry of history as the journal knows it: by the id of the commit that began it. */
export interface JournalledPast extends PastEdit {
  readonly id: string;
}

/** Where undo and redo stood when the journal was left. */
export interface PastEdits {
  /** Oldest first. */
  readonly done: readonly JournalledPast[];
  /** The next to be made again last. */
  readonly undone: readonly JournalledPast[];
}

/** What an edit changed, for the journal. */
export function changesOf(diff: Diff): JournalEntry['changes'] {
  return [...diff.values()].map(({ before, after }) => ({
    before: before && journalRecordOf(before),
    after: after && journalRecordOf(after),
  }));
}

/** The reverse of {@link changesOf}. */
export function diffOf({ changes }: Pick<JournalEntry, 'changes'>): Diff {
  const diff = new Map<RecordId, RecordChange>();
  for (const change of changes) {
    const before = change.before && labelRecordOf(change.before);
    const after = change.after && labelRecordOf(change.after);
    const id = (after ?? before)?.id;
    if (id !== undefined) diff.set(id, { before, after });
  }
  return diff;
}

/** The label file that a record lies in, as the journal names it. */
export function fileOf(record: LabelRecord): string {
  return frameOf(record) ?? TRACKS_FILE;
}

/**
 * Goes through the edits as they were made. What takes back or goes on with an edit that the journal has no more is left
 * out: whether an edit can still be taken back is asked again when it is (HIS-5).
 */
export function pastOf(entries: readonly JournalEntry[]): PastEdits {
  const done: JournalledPast[] = [];
  let undone: JournalledPast[] = [];
  for (const entry of entries) {
    const id = entry.of ?? entry.id;
    if (entry.kind === 'undo') {
      if (done.at(-1)?.id === id) undone.push(...done.splice(-1));
    } else if (entry.kind === 'redo') {
      if (undone.at(-1)?.id === id) done.push(...undone.splice(-1));
    } else {
      undone = [];
      const last = done.at(-1)?.id === id ? done.pop() : undefined;
      const diff = last === undefined ? diffOf(entry) : composeDiffs(last.diff, diffOf(entry));
      if (diff.size > 0) done.push({ id, label: last?.label ?? labelOf(entry), diff });
    }
  }
  return { done, undone };
}

function labelOf({ label }: JournalEntry): HistoryLabel {
  return HISTORY_LABELS.find((known) => known === label) ?? 'edit';
}

/** The same thing to the journal: its lists are as good as frozen. */
function journalRecordOf(record: LabelRecord): JournalRecord {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- readonly lists and branded ids are all that differs
  return record as unknown as JournalRecord;
}

function labelRecordOf(record: JournalRecord): LabelRecord {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the journal's schema, which knows no brands
  return record as unknown as LabelRecord;
}
