import type { AnyConflict } from '#shared/labels/merge/mergeTexts.ts';
import type { EditCounts } from '#shared/labels/merge/mergeRecords.ts';
import type { Side } from '#shared/labels/merge/threeWay.ts';
import type { Problem } from '#shared/problems/problem.ts';

/** What `boxwright merge` was asked. */
export interface MergeCommandOptions {
  readonly out: string;
  readonly prefer: Side;
  readonly json: boolean;
  /** What the file is called, where its versions have names that tell nothing: git's `%P`. */
  readonly path?: string | undefined;
}

/** What became of one file. */
export interface FileOutcome {
  /** In its folder; of files, as it was named. */
  readonly path: string;
  /**
   * `merged`: both sides changed it; `ours`, `theirs`: one side did, or has it alone; `same`: neither, or both alike;
   * `deleted`: by one side, and not changed by the other; `unreadable`: left as it is, see the problems.
   */
  readonly state: 'merged' | 'ours' | 'theirs' | 'same' | 'deleted' | 'unreadable';
  readonly edits: EditCounts;
  readonly conflicts: readonly AnyConflict[];
}

export interface MergeOutcome {
  readonly files: readonly FileOutcome[];
  readonly problems: readonly Problem[];
}

export const NO_EDITS: EditCounts = { ours: 0, theirs: 0 };
