import type { Problem } from '#shared/problems/problem.ts';

/** A line of `boxwright watch`; documented in `docs/cli.md`. */
export type WatchEvent =
  | { readonly event: 'watching'; readonly files: number }
  | SavedEvent
  | { readonly event: 'removed'; readonly path: string; readonly frame?: string }
  | UnreadableEvent;

export interface UnreadableEvent {
  readonly event: 'unreadable';
  /** The empty text is the folder itself. */
  readonly path: string;
  readonly problem: Problem;
  /** The same as a sentence. */
  readonly message: string;
}

export type SavedEvent = {
  readonly event: 'saved';
  readonly path: string;
  /** It was there when the watch began. */
  readonly initial?: true;
  /** SHA-256 of the file's bytes. */
  readonly revision: string;
  readonly sequence: string;
} & (
  | {
      readonly kind: 'sidecar';
      readonly frame: string;
      readonly index: number;
      readonly objects: number;
      readonly boxes2d: number;
      readonly done: boolean;
    }
  | { readonly kind: 'tracks'; readonly tracks: number }
);
