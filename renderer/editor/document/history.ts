import { composeDiffs, estimateBytes, framesOfDiff, invertDiff, type Diff } from './diff.ts';
import type { FrameId, RecordId } from './records.ts';

/** What kinds of edit an entry of the history can be; the UI names them in the person's language. */
export const HISTORY_LABELS = [
  'create',
  'delete',
  'move',
  'resize',
  'rotate',
  'flip',
  'mirror',
  'fit',
  'settle',
  'edit',
  'class',
  'duplicate',
  'paste',
  'propagate',
  'interpolate',
  'refine',
  'keyframe',
  'moveKeyframe',
  'confirm',
  'split',
  'swap',
  'merge',
  'trim',
  'static',
  'visibility',
  'done',
  'theirs',
  'restore',
  'box2d',
  'link',
  'import',
  'verdict',
  'comment',
  'waive',
  'fix',
] as const;
export type HistoryLabel = (typeof HISTORY_LABELS)[number];

export interface HistoryEntry {
  /** Its own, and kept when later edits become part of it. */
  readonly serial: number;
  readonly label: HistoryLabel;
  readonly diff: Diff;
  readonly frames: readonly FrameId[];
  readonly ids: readonly RecordId[];
  /** Estimate of the memory that it occupies. */
  readonly bytes: number;
  /** Made by an earlier run of the program: what it does was not checked by this document. */
  readonly isPast?: boolean;
}

/** An edit as an earlier run of the program left it. */
export type PastEdit = Pick<HistoryEntry, 'label' | 'diff'>;

/** What the history acts on. */
export interface HistoryTarget {
  isLoaded(frameId: FrameId): boolean;
  /** Does every record stand as the diff's `before` says, in no accepted frame? */
  fits(diff: Diff): boolean;
  /** May every record stand as the diff's `after` says? */
  allows(diff: Diff): boolean;
  apply(diff: Diff): void;
  /** Tells listeners; by then the cursor has moved. */
  announce(diff: Diff, cause: HistoryDirection, entry: HistoryEntry): void;
}

export type HistoryDirection = 'undo' | 'redo';

/** 64 MiB: some ten thousand edits of one cuboid. */
const DEFAULT_BYTES = 64 * 2 ** 20;

/** Undo and redo over diffs. The cursor moves only after the change was applied. */
export class History {
  readonly #target: HistoryTarget;
  readonly #maxBytes: number;
  #done: HistoryEntry[] = [];
  #undone: HistoryEntry[] = [];
  #serial = 0;

  constructor(target: HistoryTarget, maxBytes = DEFAULT_BYTES) {
    this.#target = target;
    this.#maxBytes = maxBytes;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Oldest first; what was undone is not in it. */
  get entries(): readonly HistoryEntry[] {
    return this.#done;
  }

  /** The entry that undo or redo would act on. */
  next(direction: HistoryDirection): HistoryEntry | undefined {
    return direction === 'undo' ? this.#done.at(-1) : this.#undone.at(-1);
  }

  /** Is it the newest edit that stands, be it that others have become part of it since? */
  isNewest(entry: HistoryEntry): boolean {
    return this.#done.at(-1)?.serial === entry.serial;
  }

  /** Does it stand, or was it undone or forgotten? */
  holds(entry: HistoryEntry): boolean {
    return this.#done.some(({ serial }) => serial === entry.serial);
  }

  /** Frames that must be loaded before {@link undo} or {@link redo} can act. */
  framesNeeded(direction: HistoryDirection): readonly FrameId[] {
    return this.next(direction)?.frames.filter((frameId) => !this.#target.isLoaded(frameId)) ?? [];
  }

  /**
   * Takes the last edit back and returns it. Undefined, with nothing changed, when there is none, when a frame of it is
   * not loaded ({@link framesNeeded}), or when its records no longer stand as it left them because their file was
   * changed by somebody else: then it and everything before it is forgotten.
   */
  undo(): HistoryEntry | undefined {
    return this.#step('undo');
  }

  /** The reverse of {@link undo}, with the same refusals. */
  redo(): HistoryEntry | undefined {
    return this.#step('redo');
  }

  /**
   * Begins with what an earlier run of the program left: `done` oldest first, `undone` with the next to be made again
   * last. Answers the entries in that order. Only for a history in which nothing has happened.
   */
  begin(done: readonly PastEdit[], undone: readonly PastEdit[]): readonly HistoryEntry[] {
    if (this.#done.length + this.#undone.length > 0) throw new Error('the history has begun');
    const entryOf = ({ label, diff }: PastEdit): HistoryEntry => ({
      ...createEntry(++this.#serial, label, diff),
      isPast: true,
    });
    this.#done = done.map(entryOf);
    this.#undone = undone.map(entryOf);
    const entries = [...this.#done, ...this.#undone];
    this.#trim();
    return entries;
  }

  /** Adds an edit that was just applied; what was undone before is forgotten. */
  push(label: HistoryLabel, diff: Diff): HistoryEntry {
    return this.#add(createEntry(++this.#serial, label, diff));
  }

  /** Makes an edit that was just applied part of the last entry; undefined when the two cancel out. */
  mergeIntoLast(diff: Diff): HistoryEntry | undefined {
    const last = this.#done.pop();
    if (last === undefined) throw new Error('there is no entry to merge into');
    const composed = composeDiffs(last.diff, diff);
    if (composed.size > 0) return this.#add(createEntry(last.serial, last.label, composed));
    this.#undone = [];
    this.#trim();
    return undefined;
  }

  #add(entry: HistoryEntry): HistoryEntry {
    this.#done.push(entry);
    this.#undone = [];
    this.#trim();
    return entry;
  }

  #step(direction: HistoryDirection): HistoryEntry | undefined {
    const entry = this.next(direction);
    if (entry === undefined || this.framesNeeded(direction).length > 0) return undefined;
    const [from, to] = direction === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const diff = direction === 'undo' ? invertDiff(entry.diff) : entry.diff;
    if (!this.#target.fits(diff) || (entry.isPast === true && !this.#target.allows(diff))) {
      from.length = 0;
      this.#trim();
      return undefined;
    }
    this.#target.apply(diff);
    from.pop();
    to.push(entry);
    this.#target.announce(diff, direction, entry);
    return entry;
  }

  /** Forgets the oldest entries while the whole exceeds its bound; the newest is always kept. */
  #trim(): void {
    let bytes = bytesOf(this.#done) + bytesOf(this.#undone);
    while (bytes > this.#maxBytes && this.#done.length > 1) {
      bytes -= this.#done.shift()?.bytes ?? 0;
    }
  }
}

function createEntry(serial: number, label: HistoryLabel, diff: Diff): HistoryEntry {
  return {
    serial,
    label,
    diff,
    frames: framesOfDiff(diff),
    ids: [...diff.keys()],
    bytes: estimateBytes(diff),
  };
}

function bytesOf(entries: readonly HistoryEntry[]): number {
  return entries.reduce((total, { bytes }) => total + bytes, 0);
}
