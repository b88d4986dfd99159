import type { JournalEntry, JournalledEdit } from './journalEntry.ts';
import type { JournalLine } from './journalLine.ts';

/** Edits beyond this many, or this many characters of their JSON, are only kept while they are not in their files. */
const KEPT_EDITS = 2000;
const KEPT_CHARACTERS = 8 * 2 ** 20;

/**
 * The edits in the journals of several writers, and which of their files lack them.
 *
 * @param writers the lines of each, its files one after the other. What a writer says of a saved file is about the edits
 *   that it had itself; an edit that one took over from another is in its file as soon as one of them says so.
 */
export function findEdits(writers: readonly (readonly JournalLine[])[]): readonly JournalledEdit[] {
  const found = new Map<string, { readonly entry: JournalEntry; unsaved: readonly string[] }>();
  for (const lines of writers) {
    for (const { entry, unsaved } of editsOf(lines)) {
      const known = found.get(entry.id);
      if (known === undefined) found.set(entry.id, { entry, unsaved });
      else known.unsaved = known.unsaved.filter((file) => unsaved.includes(file));
    }
  }
  return [...found.values()];
}

/**
 * The lines of a writer's files, oldest first, as if they were one. An edit that is in several stands where the newest has
 * it: a journal that was begun anew has all that is kept in its order, and what was left of older ones may lie on any
 * disk.
 */
export function joinFiles(files: readonly (readonly JournalLine[])[]): readonly JournalLine[] {
  const newer = new Set<string>();
  const joined = files.toReversed().map((lines) => {
    const own = lines.filter((line) => line.type !== 'edit' || !newer.has(line.entry.id));
    for (const line of own) if (line.type === 'edit') newer.add(line.entry.id);
    return own;
  });
  return joined.reverse().flat();
}

/** The edits of one writer. Sent or copied twice, an edit is there once. */
function editsOf(lines: readonly JournalLine[]): readonly JournalledEdit[] {
  const entries = new Map<string, JournalEntry>();
  for (const line of lines)
    if (line.type === 'edit' && !entries.has(line.entry.id)) entries.set(line.entry.id, line.entry);
  const order = new Map([...entries.keys()].map((id, index) => [id, index]));
  const covered = new Map<string, number>();
  for (const line of lines) {
    if (line.type !== 'saved') continue;
    const upTo = order.get(line.covers);
    if (upTo !== undefined) covered.set(line.file, Math.max(upTo, covered.get(line.file) ?? -1));
  }
  return [...entries.values()].map((entry, index) => ({
    entry,
    unsaved: entry.files.filter((file) => (covered.get(file) ?? -1) < index),
  }));
}

/** What a new journal starts with: everything that is not in its files, and the newest of the rest, for undo. */
export function editsToKeep(edits: readonly JournalledEdit[]): readonly JournalledEdit[] {
  let count = 0;
  let characters = 0;
  const kept: JournalledEdit[] = [];
  for (const edit of edits.toReversed()) {
    count += 1;
    characters += JSON.stringify(edit.entry).length;
    const isRecent = count <= KEPT_EDITS && characters <= KEPT_CHARACTERS;
    if (isRecent || edit.unsaved.length > 0) kept.push(edit);
  }
  return kept.reverse();
}

/** The lines that say the same of these edits as {@link findEdits} found. */
export function linesOf(edits: readonly JournalledEdit[]): readonly JournalLine[] {
  return edits.map(({ entry, unsaved }): JournalLine => ({
    type: 'edit',
    entry: { ...entry, files: [...unsaved] },
  }));
}
