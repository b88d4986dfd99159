import type { JournalEntry, JournalledEdit } from './journalEntry.ts';
import type { JournalLine } from './journalLine.ts';

/** Edits beyond this many, or this many characters of their JSON, are only kept while they are not in their files. */
const KEPT_EDITS = 2000;
const KEPT_CHARACTERS = 8 * 2 ** 20;

/**
 * The edits in the journals of several writers, and which of their files lack them.
 *
 * @param writers the lines of each, those of all its files. What a writer says of a saved file is about the edits
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
 * The edits of one writer. It may have left an edit in several files, by beginning a journal anew: each copy names the files
 * that lacked it then.
 */
function editsOf(lines: readonly JournalLine[]): readonly JournalledEdit[] {
  const found = new Map<
    string,
    { readonly n: number; readonly entry: JournalEntry; files: readonly string[] }
  >();
  const saved: Extract<JournalLine, { type: 'saved' }>[] = [];
  for (const line of lines) {
    if (line.type === 'saved') saved.push(line);
    if (line.type !== 'edit') continue;
    const { n, entry } = line;
    const known = found.get(entry.id);
    if (known === undefined) found.set(entry.id, { n, entry, files: entry.files });
    else known.files = known.files.filter((file) => entry.files.includes(file));
  }
  const covered = new Map<string, number>();
  for (const { file, covers } of saved) {
    const upTo = found.get(covers)?.n;
    if (upTo !== undefined) covered.set(file, Math.max(upTo, covered.get(file) ?? -Infinity));
  }
  return [...found.values()]
    .sort((a, b) => a.n - b.n)
    .map(({ n, entry, files }) => ({
      entry,
      unsaved: files.filter((file) => (covered.get(file) ?? -Infinity) < n),
    }));
}

/** What a new journal starts with: everything that is not in its files, and the newest of the rest, for undo. */
export function editsToKeep(edits: readonly JournalledEdit[]): readonly JournalledEdit[] {
  let characters = 0;
  const kept: JournalledEdit[] = [];
  for (const [i, edit] of edits.toReversed().entries()) {
    // What is kept in any case is not measured: it may be a hundred thousand edits.
    if (i < KEPT_EDITS && characters <= KEPT_CHARACTERS) characters += JSON.stringify(edit.entry).length;
    const isRecent = i < KEPT_EDITS && characters <= KEPT_CHARACTERS;
    if (isRecent || edit.unsaved.length > 0) kept.push(edit);
  }
  return kept.reverse();
}

/**
 * Numbers for edits in this order. Those that have one keep it, wherever else they are written; the others come between.
 *
 * @param known numbers that some of them have, rising in this order
 */
export function numberEdits(
  ids: readonly string[],
  known: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  let last: number | undefined;
  let waiting: string[] = [];
  for (const id of ids) {
    const next = known.get(id);
    if (next === undefined) waiting.push(id);
    else {
      const from = last ?? next - waiting.length - 1;
      const step = (next - from) / (waiting.length + 1);
      waiting.forEach((one, i) => numbers.set(one, from + (i + 1) * step));
      numbers.set(id, next);
      last = next;
      waiting = [];
    }
  }
  waiting.forEach((one, i) => numbers.set(one, (last ?? 0) + i + 1));
  return numbers;
}

/** The lines that say the same of these edits as {@link findEdits} found. `known`: see {@link numberEdits}. */
export function linesOf(
  edits: readonly JournalledEdit[],
  known: ReadonlyMap<string, number> = new Map(),
): readonly JournalLine[] {
  const ids = edits.map(({ entry }) => entry.id);
  const numbers = numberEdits(ids, known);
  return edits.map(({ entry, unsaved }): JournalLine => ({
    type: 'edit',
    n: numbers.get(entry.id) ?? 0,
    entry: { ...entry, files: [...unsaved] },
  }));
}
