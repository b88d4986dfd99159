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
  now(): number;
  onState(state: SaveState, held: HeldEdits): void;
}

/** Milliseconds from the last edit until it is written … */
const DEBOUNCE = 150;
/** … and from the first one, so that a key held down cannot put off saving for ever. */
const LONGEST_WAIT = 1000;
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 30_000;

/**
 * Knows which label files differ from memory and writes them, one after the other, `tracks.json` first. What could not
 * be written stays marked and is tried again; what somebody else has changed is left alone until a person has chosen.
 */
export class Saver {
  readonly #options: SaverOptions;
  /** The number counts edits, so that one made while its file was being written is not taken for written. */
  readonly #dirty = new Map<LabelFile, number>();
  readonly #conflicts = new Set<LabelFile>();
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

  /** Resolves when nothing is being written; what is marked stays marked. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** Somebody else has changed the file: it is not written until {@link settle} or {@link drop}. */
  addConflict(file: LabelFile): void {
    this.#conflicts.add(file);
    this.#publish();
  }

  /** The person has chosen ours: it may be written again. */
  settle(file: LabelFile): void {
    this.#conflicts.delete(file);
    this.mark([file]);
  }

  /** The person has chosen theirs: nothing of ours is left to write. */
  drop(file: LabelFile): void {
    this.#conflicts.delete(file);
    this.#dirty.delete(file);
    this.#held.settle(file, this.#edits);
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
    for (const file of files) {
      await this.#write(file);
      // A sidecar must not name a track that the file of tracks lacks.
      if (file === TRACKS && this.#failure !== undefined) break;
    }
    this.#isWriting = false;
    this.#failures = this.#failure === undefined ? 0 : this.#failures + 1;
    this.#noteTrouble();
    if (this.#failure !== undefined)
      this.#schedule(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (this.#failures - 1)));
    else if (this.#writable().length > 0) this.#schedule(DEBOUNCE);
    this.#publish();
  }

  async #write(file: LabelFile): Promise<void> {
    const edit = this.#dirty.get(file);
    if (edit === undefined) return;
    try {
      this.#savedAt = (await this.#options.write(file)) ?? this.#savedAt;
      this.#held.settle(file, edit);
      if (this.#dirty.get(file) === edit) this.#dirty.delete(file);
    } catch (error) {
      const failure = toHostFailure(error);
      if (failure.code === 'conflict') this.#conflicts.add(file);
      else this.#failure = failure;
    }
  }

  #writable(): readonly LabelFile[] {
    const files = [...this.#dirty.keys()].filter((file) => !this.#conflicts.has(file));
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
    if (this.#conflicts.size > 0) {
      const frames = [...this.#conflicts].filter((file) => file !== TRACKS);
      return { kind: 'conflict', frames, tracks: this.#conflicts.has(TRACKS) };
    }
    if (this.#isWriting) return { kind: 'saving' };
    if (this.#failure !== undefined) return { kind: 'failed', failure: this.#failure };
    const frames = [...this.#dirty.keys()].filter((file) => file !== TRACKS).length;
    if (this.#dirty.size > 0) return { kind: 'pending', since: this.#dirtySince, frames };
    return this.#savedAt === undefined ? { kind: 'clean' } : { kind: 'clean', savedAt: this.#savedAt };
  }
}
