import type { JournalEntry, JournalledEdit } from '#shared/labels/journal/journalEntry.ts';
import { JOURNAL_FORMAT, JOURNAL_VERSION, type JournalLine } from '#shared/labels/journal/journalLine.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { groupBy } from '#shared/dataset/groupBy.ts';
import type { NewFile } from '../fileSystem.ts';
import { KeyedQueue } from '../keyedQueue.ts';
import { systemReason } from '../readProblems.ts';
import { editsToKeep, findEdits, linesOf } from '#shared/labels/journal/foundEdits.ts';
import { journalName, type FoundJournal, type JournalFolder, type PreparedFolder } from './journalFolder.ts';
import { encodeLine } from './journalText.ts';

const TIDY_BYTES = 32 * 2 ** 20;
/** How long the user's folder is written before the label root is tried again. */
const RETRY_MS = 5000;

export interface SequenceJournalOptions {
  readonly hostId: string;
  readonly sequenceId: string;
  /** Where journals may lie; the earlier is written as long as it can be. The first is the one in the label root. */
  readonly folders: readonly JournalFolder[];
  /** Where damaged journals are kept. */
  readonly damagedFolder: () => Promise<PreparedFolder>;
  /** Has the host process ended that wrote a journal? */
  readonly isOver: (hostId: string) => Promise<boolean>;
  /** Numbers the files of this host: larger than that and than every one before, whichever sequence they are of. */
  readonly nextGeneration: (after: number) => number;
  /** Of a clock that nobody sets. */
  readonly monotonicMs: () => number;
  /** A journal that has grown beyond this is begun anew with what must be kept. */
  readonly tidyBytes?: number | undefined;
}

/** What journals hold of a sequence. */
export interface Recovered {
  readonly edits: readonly JournalledEdit[];
  readonly problems: readonly Problem[];
}

interface Current {
  readonly folder: JournalFolder;
  readonly file: NewFile;
}

interface GatheredJournal {
  readonly folder: JournalFolder;
  readonly journal: FoundJournal;
}

interface Gathered extends Recovered {
  readonly journals: readonly GatheredJournal[];
}

/**
 * The journal of one sequence that this host writes: every edit as it is committed, and which files hold it. What other
 * hosts left behind that have ended is taken over with the first line that is written after {@link recover} answered it,
 * not before: looking at a dataset changes nothing in it, and what a window says of saved files is about edits that it has.
 */
export class SequenceJournal {
  readonly #options: SequenceJournalOptions;
  readonly #turns = new KeyedQueue();
  readonly #known = new Set<string>();
  readonly #numbers = new Map<string, number>();
  #lastNumber = 0;
  #current: Current | undefined;
  #hasTakenOver = false;
  /** The journals of others whose every edit was answered. */
  readonly #answered = new Set<string>();
  #generation = 0;
  /** Written and not yet synced: a new journal begins with them, for of a disk that failed nothing is sure. */
  #unsynced: readonly JournalLine[] = [];
  #bytes = 0;
  #leftRootAt = -Infinity;

  constructor(options: SequenceJournalOptions) {
    this.#options = options;
  }

  /** Is what is written now kept in the label root, beside the labels? */
  get isInLabelRoot(): boolean {
    return this.#current === undefined || this.#current.folder === this.#options.folders[0];
  }

  /**
   * Resolves when the edits are in the journal: they survive the end of this process, and of a power cut after
   * {@link sync}. An edit that is in it already is not written again. Rejects with the system's error, none written.
   */
  append(entries: readonly JournalEntry[]): Promise<void> {
    return this.#inTurn(async () => {
      await this.#takeOver();
      const fresh = entries.filter(({ id }) => !this.#known.has(id));
      await this.#write(this.#numbered(fresh));
      for (const { id } of fresh) this.#known.add(id);
      if (this.#bytes > (this.#options.tidyBytes ?? TIDY_BYTES)) await this.#tidy();
    });
  }

  /** Resolves when everything that was appended before survives a power cut. Calls that wait share one sync. */
  sync(): Promise<void> {
    return this.#inTurn(() => this.#sync());
  }

  /** Notes that a label file holds all edits up to the one that is named. */
  saved(file: string, covers: string, revision: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#takeOver();
      await this.#write([{ type: 'saved', file, covers, revision }]);
    });
  }

  /** What this host and those that have ended left: all that is not in its files, and the newest of the rest. */
  recover(): Promise<Recovered> {
    return this.#inTurn(async () => {
      const { edits, problems, journals } = await this.#gather();
      for (const found of journals)
        if (found.journal.failure === undefined) this.#answered.add(this.#keyOf(found));
      // A host that was not known to have ended at the first line has ended since.
      if (journals.some(({ journal }) => journal.hostId !== this.#options.hostId)) this.#hasTakenOver = false;
      return { edits: editsToKeep(edits), problems };
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#sync().catch(() => undefined);
      await this.#leave();
    });
  }

  async #sync(): Promise<void> {
    if (this.#unsynced.length === 0) return;
    try {
      if (this.#current !== undefined) {
        await this.#current.file.sync();
        this.#unsynced = [];
        return;
      }
    } catch {
      await this.#leave();
    }
    // Of a file that failed nothing is sure, and there may be none because the last one failed.
    await this.#begin(this.#unsynced);
  }

  async #takeOver(): Promise<void> {
    if (this.#hasTakenOver) return;
    const gathered = await this.#gather((journals) =>
      journals.every((one) => this.#answered.has(this.#keyOf(one))),
    );
    if (gathered.journals.length > 0) await this.#beginAnew(gathered);
    // Not before it succeeded: what is said later of saved files must be about these edits too.
    this.#hasTakenOver = true;
    for (const { entry } of gathered.edits) this.#known.add(entry.id);
  }

  /** Begins this host's journal anew with what must be kept of it. One that cannot be goes on as it is. */
  async #tidy(): Promise<void> {
    this.#bytes = 0;
    const gathered = await this.#gather();
    const isMine = ({ journal }: GatheredJournal) => journal.hostId === this.#options.hostId;
    const isWhole = gathered.journals.filter(isMine).every(({ journal }) => isComplete(journal));
    // What cannot be read back just now is in none but the old one.
    if (isWhole) await this.#beginAnew(gathered).catch(() => undefined);
  }

  /** Puts one journal in place of those that were gathered. Rejects with all as it was. */
  async #beginAnew({ edits, journals }: Gathered): Promise<void> {
    const before = this.#current;
    const lines = linesOf(editsToKeep(edits), this.#numbers);
    this.#noteNumbers(lines);
    if (lines.length > 0) await this.#begin(lines);
    else this.#current = undefined;
    await before?.file.close().catch(() => undefined);
    for (const { folder, journal } of journals) {
      // What stays says only what the new one says as well; what cannot be read now may be read another time.
      await this.#clear(folder, journal).catch(() => undefined);
    }
    for (const { folder } of journals) await folder.syncNames().catch(() => undefined);
  }

  async #clear(folder: JournalFolder, journal: FoundJournal): Promise<void> {
    if (isComplete(journal)) await folder.remove(journal.name);
    else if (journal.failure === undefined)
      await folder.putAside(journal.name, await this.#options.damagedFolder());
  }

  async #write(lines: readonly JournalLine[]): Promise<void> {
    const before = this.#unsynced;
    if (before.length + lines.length === 0) return;
    this.#unsynced = [...before, ...lines];
    if (this.#current !== undefined && !(await this.#isBackInRoot())) {
      try {
        const bytes = new TextEncoder().encode(lines.map(encodeLine).join(''));
        if (bytes.length > 0) await this.#current.file.write(bytes);
        this.#bytes += bytes.length;
        return;
      } catch {
        await this.#leave();
      }
    }
    if (this.#unsynced.length === 0) return;
    try {
      await this.#begin(this.#unsynced);
    } catch (error) {
      this.#unsynced = before;
      throw error;
    }
  }

  /** Tries the label root again from time to time while the user's folder stands in for it. */
  async #isBackInRoot(): Promise<boolean> {
    const { folders, monotonicMs } = this.#options;
    if (this.isInLabelRoot || monotonicMs() - this.#leftRootAt < RETRY_MS) return false;
    const left = this.#current;
    try {
      await this.#begin(this.#unsynced, folders.slice(0, 1));
    } catch {
      return false;
    }
    await left?.file.close().catch(() => undefined);
    return true;
  }

  /** Begins a journal in the first folder that takes it. */
  async #begin(lines: readonly JournalLine[], folders = this.#options.folders): Promise<void> {
    const { hostId, sequenceId, monotonicMs } = this.#options;
    const head: JournalLine = {
      type: 'journal',
      format: JOURNAL_FORMAT,
      version: JOURNAL_VERSION,
      hostId,
      sequence: sequenceId,
    };
    let failure: unknown;
    for (const folder of folders) {
      // A name is never given twice, also where beginning failed: what is there may hold what no other does.
      this.#generation = this.#options.nextGeneration(this.#generation);
      try {
        const file = await folder.begin(journalName(hostId, this.#generation), [head, ...lines]);
        this.#current = { folder, file };
        this.#unsynced = [];
        this.#bytes = 0;
        return;
      } catch (error) {
        failure ??= error;
        this.#leftRootAt = monotonicMs();
      }
    }
    throw failure;
  }

  async #leave(): Promise<void> {
    const { file } = this.#current ?? {};
    this.#current = undefined;
    await file?.close().catch(() => undefined);
  }

  /** @param isWanted of the journals of another host that has ended; all unless it is given */
  async #gather(isWanted: (journals: readonly GatheredJournal[]) => boolean = () => true): Promise<Gathered> {
    const journals: GatheredJournal[] = [];
    const problems: Problem[] = [];
    for (const folder of this.#options.folders) {
      try {
        for (const journal of await folder.read()) journals.push({ folder, journal });
      } catch (error) {
        problems.push(problemOf('journal', systemReason(error)));
      }
    }
    const byHost = groupBy(journals, ({ journal }) => journal.hostId);
    const over = new Set<string>();
    for (const [host, left] of byHost) {
      const isOurs = host === this.#options.hostId;
      if (isOurs || (isWanted(left) && (await this.#isOver(host)))) over.add(host);
    }
    const mine = journals.filter(({ journal }) => over.has(journal.hostId));
    for (const { journal } of mine) {
      const { name, damaged, failure, generation, hostId } = journal;
      if (hostId === this.#options.hostId) {
        this.#generation = Math.max(this.#generation, generation);
        this.#noteNumbers(journal.lines);
      }
      if (failure !== undefined) problems.push(problemOf(name, systemReason(failure)));
      if (damaged.length > 0)
        problems.push({
          code: 'journal.damaged',
          severity: 'warning',
          path: name,
          params: { count: damaged.length },
        });
    }
    const writers = [...over].map((host) =>
      linesOfHost(byHost.get(host)?.map(({ journal }) => journal) ?? []),
    );
    return { edits: findEdits(writers.sort((a, b) => lastAt(a) - lastAt(b))), problems, journals: mine };
  }

  #numbered(entries: readonly JournalEntry[]): readonly JournalLine[] {
    const lines = entries.map((entry, i): JournalLine => ({
      type: 'edit',
      n: this.#numbers.get(entry.id) ?? this.#lastNumber + i + 1,
      entry,
    }));
    this.#noteNumbers(lines);
    return lines;
  }

  /** An edit keeps the number that it was given first, in whichever files it is: also in one whose beginning failed. */
  #noteNumbers(lines: readonly JournalLine[]): void {
    for (const line of lines) {
      if (line.type !== 'edit') continue;
      this.#numbers.set(line.entry.id, line.n);
      this.#lastNumber = Math.max(this.#lastNumber, line.n);
    }
  }

  #keyOf({ folder, journal }: GatheredJournal): string {
    return `${this.#options.folders.indexOf(folder)} ${journal.name}`;
  }

  async #isOver(hostId: string): Promise<boolean> {
    // Of one that cannot be asked about nothing is taken over.
    return this.#options.isOver(hostId).catch(() => false);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run('', work);
  }
}

function isComplete({ damaged, failure }: FoundJournal): boolean {
  return damaged.length === 0 && failure === undefined;
}

function linesOfHost(journals: readonly FoundJournal[]): readonly JournalLine[] {
  return journals.flatMap(({ lines }) => lines);
}

/** For the order of what different computers did: as good as their clocks, and nothing is lost by a wrong one. */
function lastAt(lines: readonly JournalLine[]): number {
  const last = lines.findLast((line) => line.type === 'edit');
  return last === undefined ? 0 : last.entry.at;
}

function problemOf(path: string, reason: string): Problem {
  return { code: 'journal.unreadable', severity: 'warning', path, params: { reason } };
}
