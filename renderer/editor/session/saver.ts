import { toHostFailure } from '#shared/host/failure.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import type { FrameId } from '../document/records.ts';
import type { HeldEdits, SaveState, SaveTrouble } from './editorState.ts';
import { HeldMarks } from './heldMarks.ts';

/** `tracks.json`, among the frames' files. */
export const TRACKS = Symbol('tracks.json');
export type LabelFile = FrameId | typeof TRACKS;

export interface SaverOptions {
  /**
   * Writes one file; resolves with when that was, ms since 1970, or undefined when it must not be written at all.
   * Rejects with what `toHostFailure` understands.
   */
  write(file: LabelFile): Promise<number | undefined>;
  /**
   * Brings memory up to a file that somebody else has changed, so that it can be written. Rejects as `write` does.
   */
  merge(file: LabelFile): Promise<void>;
  now(): number;
  onState(state: SaveState, held: HeldEdits): void;
}

/** Milliseconds from the last edit until it is written … */
const DEBOUNCE = 150;
/** … and from the first one, so that a key held down cannot put off saving for ever. */
const LONGEST_WAIT = 1000;
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 30_000;

/** Somebody who saves again and again must not keep us here for ever; what is left waits for the next turn. */
const MOST_ROUNDS = 3;

/**
 * Knows which label files differ from memory and writes them, one after the other, `tracks.json` first. What could not
 * be written stays marked and is tried again; what somebody else has changed is merged with ours first.
 */
export class Saver {
  readonly #options: SaverOptions;
  /** The number counts edits, so that one made while its file was being written is not taken for written. */
  readonly #dirty = new Map<LabelFile, number>();
  /** Somebody made them unreadable: they are never overwritten. */
  readonly #blocked = new Set<LabelFile>();
  /** They hold something that a person has yet to decide. */
  #undecided: ReadonlySet<LabelFile> = new Set();
  readonly #held = new HeldMarks<LabelFile>();
  #edits = 0;
  #dirtySince = 0;
  #isWriting = false;
  #failure: HostFailure | undefined;
  #failures = 0;
  #trouble: SaveTrouble | undefined;
  #savedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  /** These files no longer hold what is in memory. */
  mark(files: Iterable<LabelFile>): void {
    const wasClean = this.#dirty.size === 0;
    const marked = [...files];
    this.#held.add(marked, this.#edits + 1);
    for (const file of marked) this.#dirty.set(file, ++this.#edits);
    if (this.#dirty.size === 0) return;
    if (wasClean) this.#dirtySince = this.#options.now();
    const waited = this.#options.now() - this.#dirtySince;
    this.#schedule(Math.min(DEBOUNCE, Math.max(0, LONGEST_WAIT - waited)));
    this.#publish();
  }

  isDirty(file: LabelFile): boolean {
    return this.#dirty.has(file);
  }

  /** Writes what is marked, now; resolves when it is written or could not be. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#work = this.#work.then(() => this.#writeAll());
    return this.#work;
  }

  /** Writes what is marked to another place. `forget`: nothing is known of the files there; called while none is written. */
  async startAnew(forget: () => void): Promise<void> {
    await this.#work;
    forget();
    // No sidecar may name a track that the file of tracks lacks.
    this.mark([TRACKS]);
    await this.flush();
  }

  /** Does something while nothing is written. Never rejects: what fails is shown as a failed save. */
  run(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => this.fail(error));
    return this.#work;
  }

  /** Somebody made the file unreadable while we have changes for it: it is not written until {@link unblock}. */
  block(file: LabelFile): void {
    this.#blocked.add(file);
    // That it could not be written is what this is about; what else failed will fail again, and be said.
    this.#failure = undefined;
    this.#publish();
  }

  isBlocked(file: LabelFile): boolean {
    return this.#blocked.has(file);
  }

  unblock(file: LabelFile): void {
    if (!this.#blocked.delete(file)) return;
    this.#schedule(DEBOUNCE);
    this.#publish();
  }

  /** Files with conflicts that wait for a person. They are written, but for what is in conflict. */
  setUndecided(files: ReadonlySet<LabelFile>): void {
    this.#undecided = files;
    this.#publish();
  }

  /** Something around saving failed; shown until a save succeeds. */
  fail(error: unknown): void {
    this.#failure = toHostFailure(error);
    this.#noteTrouble();
    this.#publish();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #writeAll(): Promise<void> {
    const files = this.#writable();
    if (files.length === 0) return;
    this.#isWriting = true;
    this.#failure = undefined;
    this.#publish();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const changed = await this.#writeEach(this.#writable());
      if (changed.length === 0) break;
      for (const file of changed) await this.#merge(file);
      if (this.#failure !== undefined) break;
    }
    this.#isWriting = false;
    this.#failures = this.#failure === undefined ? 0 : this.#failures + 1;
    this.#noteTrouble();
    if (this.#failure !== undefined)
      this.#schedule(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.#failures - 1)));
    else if (this.#writable().length > 0) this.#schedule(DEBOUNCE);
    this.#publish();
  }

  /** Answers those that turned out to be changed by somebody else. */
  async #writeEach(files: readonly LabelFile[]): Promise<readonly LabelFile[]> {
    const changed: LabelFile[] = [];
    for (const file of files) {
      if (await this.#isChanged(file)) changed.push(file);
      // A sidecar must not name a track that the file of tracks lacks.
      if (file === TRACKS && (this.#failure !== undefined || changed.length > 0)) break;
    }
    return changed;
  }

  async #merge(file: LabelFile): Promise<void> {
    try {
      await this.#options.merge(file);
    } catch (error) {
      this.#failure = toHostFailure(error);
    }
  }

  /** Writes the file; true, with nothing written, when somebody else has changed it. */
  async #isChanged(file: LabelFile): Promise<boolean> {
    const edit = this.#dirty.get(file);
    if (edit === undefined) return false;
    try {
      this.#savedAt = (await this.#options.write(file)) ?? this.#savedAt;
      this.#held.settle(file, edit);
      if (this.#dirty.get(file) === edit) this.#dirty.delete(file);
    } catch (error) {
      const failure = toHostFailure(error);
      if (failure.code === 'conflict') return true;
      this.#failure = failure;
    }
    return false;
  }

  #writable(): readonly LabelFile[] {
    const files = [...this.#dirty.keys()].filter((file) => !this.#blocked.has(file));
    return files.includes(TRACKS) ? [TRACKS, ...files.filter((file) => file !== TRACKS)] : files;
  }

  #schedule(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #noteTrouble(): void {
    const failure = this.#failure;
    const since = this.#trouble?.since ?? this.#options.now();
    this.#trouble = failure && { failure, since };
  }

  #publish(): void {
    this.#options.onState(this.#state(), { count: this.#held.count, trouble: this.#trouble });
  }

  #state(): SaveState {
    // What the person can do nothing about goes on by itself; that it is not safe comes first.
    if (this.#failure !== undefined && !this.#isWriting) return { kind: 'failed', failure: this.#failure };
    const waiting = new Set([...this.#blocked, ...this.#undecided]);
    if (waiting.size > 0) {
      const isFrame = (file: LabelFile): file is FrameId => file !== TRACKS;
      const unreadable = [...this.#blocked].filter(isFrame);
      return {
        kind: 'conflict',
        frames: [...waiting].filter(isFrame),
        tracks: waiting.has(TRACKS),
        unreadable,
      };
    }
    if (this.#isWriting) return { kind: 'saving' };
    const frames = [...this.#dirty.keys()].filter((file) => file !== TRACKS).length;
    if (this.#dirty.size > 0) return { kind: 'pending', since: this.#dirtySince, frames };
    return this.#savedAt === undefined ? { kind: 'clean' } : { kind: 'clean', savedAt: this.#savedAt };
  }
}
