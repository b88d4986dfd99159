import type { HostClient } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostErrorCode, HostFailure } from '#shared/host/hostError.ts';
import { TRACKS_FILE, type JournalEntry } from '#shared/labels/journal/journalEntry.ts';
import type { HistoryEntry } from '../../document/history.ts';
import type { DocumentChange } from '../../document/labelDocument.ts';
import type { EditorEnvironment } from '../../ports.ts';
import { TRACKS, type LabelFile } from '../saver.ts';
import { changesOf, type JournalledPast } from './journalEdits.ts';

/** How far the edits of this window have come on their way to the disk. */
export interface JournalState {
  /** Edits that only this window has. */
  readonly unsent: number;
  /** Edits that the host has and that a power cut could still take. */
  readonly unsynced: number;
  /** False: the label root cannot be written, and the journal is kept in the user's folder. */
  readonly isInLabelRoot: boolean;
  /** Why the host does not take them; tried again until it does. */
  readonly failure: HostFailure | undefined;
}

export const EMPTY_JOURNAL: JournalState = {
  unsent: 0,
  unsynced: 0,
  isInLabelRoot: true,
  failure: undefined,
};

export interface CommitLogOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly sequenceId: string;
  readonly environment: EditorEnvironment;
  onState(state: JournalState): void;
}

/** One call carries no more; an edit that is larger by itself travels alone. */
const MOST_CHANGES = 5000;
/** A host that takes longer is asked again: it may have died without hanging up. */
const ANSWER_WITHIN = 30_000;
const NEVER_TAKEN: ReadonlySet<HostErrorCode> = new Set(['invalid-request', 'too-large']);
const FIRST_RETRY = 250;
const LONGEST_RETRY = 5000;

/**
 * Hands every commit to the host's journal at once, and keeps it until the host says that it survives a power cut. What
 * was not answered is sent again; the host knows an edit by its id.
 */
export class CommitLog {
  readonly #options: CommitLogOptions;
  /** Not known to survive a power cut, oldest first; of these the first `#sent` are in the journal. */
  #pending: readonly JournalEntry[] = [];
  #sent = 0;
  /** Commits by the entry of history that they began. */
  readonly #commits = new Map<number, string>();
  /** Recorded here, or taken over. */
  readonly #known = new Set<string>();
  #newest: string | undefined;
  #isInLabelRoot = true;
  #failure: HostFailure | undefined;
  #failures = 0;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** One of many was refused: which one is found out. */
  #isOneByOne = false;
  #call: AbortController | undefined;
  #isOver = false;

  constructor(options: CommitLogOptions) {
    this.#options = options;
  }

  /** The last edit, recorded or taken over; undefined: there was none. */
  get newest(): string | undefined {
    return this.#newest;
  }

  /** Was the edit made here, or taken over already? */
  knows(id: string): boolean {
    return this.#known.has(id);
  }

  /** Goes on from what an earlier run left. `entries`: those of the history that stand for `past`, in its order. */
  takeOver(ids: readonly string[], past: readonly JournalledPast[], entries: readonly HistoryEntry[]): void {
    for (const id of ids) this.#known.add(id);
    this.#newest = ids.at(-1) ?? this.#newest;
    entries.forEach(({ serial }, i) => {
      const id = past[i]?.id;
      if (id !== undefined) this.#commits.set(serial, id);
    });
  }

  /** Takes note of a commit, an undo or a redo, and of the files that differ from memory from now on. */
  record({ cause, diff, edit }: DocumentChange, files: readonly LabelFile[]): void {
    if (edit === undefined || (cause !== 'commit' && cause !== 'undo' && cause !== 'redo')) return;
    const { environment } = this.#options;
    const id = environment.newId();
    const of = this.#commits.get(edit.serial);
    if (of === undefined) this.#commits.set(edit.serial, id);
    const entry: JournalEntry = {
      id,
      kind: cause,
      ...(of === undefined ? {} : { of }),
      label: edit.label,
      at: environment.now(),
      changes: changesOf(diff),
      files: files.map((file) => (file === TRACKS ? TRACKS_FILE : file)),
    };
    this.#newest = id;
    this.#known.add(id);
    this.#pending = [...this.#pending, entry];
    this.#publish();
    if (this.#timer === undefined) this.#send();
  }

  /** Resolves once everything recorded so far survives a power cut, or cannot be made to just now. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** The host is back: what failed is tried again at once, and nothing waits for an answer of the one before. */
  retry(): void {
    this.#call?.abort();
    if (this.#failure !== undefined) this.#send();
  }

  /** Tries once more to hand over what is left. */
  async dispose(): Promise<void> {
    this.#isOver = true;
    this.#send();
    await this.#running;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = undefined;
      // Recorded after the last look.
      if (this.#pending.length > 0 && this.#failure === undefined) this.#send();
    });
  }

  async #sendAll(): Promise<void> {
    // The commit is still being announced: what belongs to the same moment goes along.
    await Promise.resolve();
    try {
      while (this.#pending.length > 0) await this.#sendSome();
      this.#failure = undefined;
      this.#failures = 0;
      this.#isOneByOne = false;
    } catch (error) {
      this.#passOver(error);
      // Of a host that failed nothing is sure: all that is not known to be safe is sent again.
      this.#sent = 0;
      this.#failure = toHostFailure(error);
      this.#failures += 1;
      this.#retryLater();
    }
    this.#publish();
  }

  async #sendSome(): Promise<void> {
    const { host, datasetId, sequenceId } = this.#options;
    const at = { datasetId, sequenceId };
    while (this.#sent < this.#pending.length) {
      const waiting = this.#pending.slice(this.#sent);
      const entries = this.#isOneByOne ? waiting.slice(0, 1) : firstOf(waiting);
      const { isInLabelRoot } = await this.#inTime((options) =>
        host.call('journal.append', { ...at, entries }, options),
      );
      this.#sent += entries.length;
      this.#isInLabelRoot = isInLabelRoot;
      this.#publish();
    }
    const synced = this.#sent;
    await this.#inTime((options) => host.call('journal.sync', at, options));
    this.#pending = this.#pending.slice(synced);
    this.#sent -= synced;
    this.#publish();
  }

  /** An edit that the host will never take must not keep all that come after it from the journal; its file has it. */
  #passOver(error: unknown): void {
    if (!NEVER_TAKEN.has(toHostFailure(error).code)) return;
    if (this.#isOneByOne) this.#pending = this.#pending.filter((_, i) => i !== this.#sent);
    this.#isOneByOne = true;
  }

  async #inTime<Answer>(call: (options: { signal: AbortSignal }) => Promise<Answer>): Promise<Answer> {
    const abort = new AbortController();
    this.#call = abort;
    const timer = setTimeout(() => abort.abort(), ANSWER_WITHIN);
    try {
      return await call({ signal: abort.signal });
    } finally {
      clearTimeout(timer);
      this.#call = undefined;
    }
  }

  #retryLater(): void {
    if (this.#isOver) return;
    const pause = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => this.#send(), pause);
  }

  #publish(): void {
    this.#options.onState({
      unsent: this.#pending.length - this.#sent,
      unsynced: this.#sent,
      isInLabelRoot: this.#isInLabelRoot,
      failure: this.#failure,
    });
  }
}

function firstOf(entries: readonly JournalEntry[]): JournalEntry[] {
  let changes = 0;
  const end = entries.findIndex((entry, i) => {
    changes += entry.changes.length;
    return i > 0 && changes > MOST_CHANGES;
  });
  return end === -1 ? [...entries] : entries.slice(0, end);
}
