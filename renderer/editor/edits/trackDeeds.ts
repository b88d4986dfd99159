import type { HistoryLabel } from '../document/history.ts';

/** How the history names what was done. */
export const LABELS = {
  interpolate: 'interpolate',
  keyframe: 'keyframe',
  moveKeyframe: 'moveKeyframe',
  split: 'split',
  swap: 'swap',
  merge: 'merge',
  trim: 'trim',
  remove: 'delete',
  trackSize: 'resize',
  ownSizes: 'resize',
  static: 'static',
  moving: 'static',
} as const satisfies Record<string, HistoryLabel>;

export type Deed = keyof typeof LABELS;
/** Is seen, and needs no words unless some of it could not be done. */
export const SEEN: ReadonlySet<Deed> = new Set(['keyframe', 'moveKeyframe']);
/** What is said of in words; a keyframe is seen. */
export type TrackDeed = Exclude<Deed, 'keyframe'>;
