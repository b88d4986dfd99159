import type { StoreApi } from 'zustand/vanilla';
import type { FrameId, LabelRecord } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import { conflictKeyOf, type RecordConflict } from './mergeRecords.ts';
import { TRACKS, type LabelFile } from './saver.ts';

/**
 * What waits for a person to choose. Until then the document has ours and the file theirs, so that neither is
 * overwritten.
 */
export class ConflictList {
  readonly #state: StoreApi<EditorState>;
  readonly #onFiles: (files: ReadonlySet<LabelFile>) => void;
  readonly #byFile = new Map<LabelFile, readonly RecordConflict[]>();

  /** @param onFiles is told which files hold a conflict */
  constructor(state: StoreApi<EditorState>, onFiles: (files: ReadonlySet<LabelFile>) => void) {
    this.#state = state;
    this.#onFiles = onFiles;
  }

  in(file: LabelFile): readonly RecordConflict[] {
    return this.#byFile.get(file) ?? [];
  }

  /** Replaces those of a file. */
  set(file: LabelFile, conflicts: readonly RecordConflict[]): void {
    if (conflicts.length === 0 && !this.#byFile.has(file)) return;
    if (conflicts.length === 0) this.#byFile.delete(file);
    else this.#byFile.set(file, conflicts);
    this.#state.setState({ conflicts: [...this.#byFile.values()].flat() });
    this.#onFiles(new Set(this.#byFile.keys()));
  }

  /** The person has chosen. */
  remove({ key, frameId }: RecordConflict): void {
    const file = frameId ?? TRACKS;
    this.set(
      file,
      this.in(file).filter((conflict) => conflict.key !== key),
    );
  }

  isOpen(record: LabelRecord, frameId: FrameId | undefined): boolean {
    const key = conflictKeyOf(record);
    return this.in(frameId ?? TRACKS).some((conflict) => conflict.key === key);
  }

  /**
   * What both started from: of what is in conflict that is not what lies in the file, which has theirs, but what it was
   * when the two met.
   */
  baseOf(file: LabelFile, stored: readonly LabelRecord[]): readonly LabelRecord[] {
    const open = this.in(file);
    if (open.length === 0) return stored;
    const keys = new Set(open.map(({ key }) => key));
    const others = stored.filter((record) => !keys.has(conflictKeyOf(record)));
    return [...others, ...open.flatMap(({ base }) => base ?? [])];
  }
}
