import type { TrackId } from '../document/records.ts';

/** What a person looks at and guards, by track: of this window while the sequence is open, neither saved nor undone. */
export interface TrackView {
  readonly hidden: ReadonlySet<TrackId>;
  /** When set, only these are shown. */
  readonly isolated: ReadonlySet<TrackId> | undefined;
  /** Not picked in views and not edited. Undo and redo, which nobody does by accident, still reach them. */
  readonly locked: ReadonlySet<TrackId>;
}

/** Everything shown, nothing locked. */
export const PLAIN_TRACK_VIEW: TrackView = { hidden: new Set(), isolated: undefined, locked: new Set() };

/** Are the track's cuboids drawn? */
export function isShown({ hidden, isolated }: TrackView, trackId: TrackId): boolean {
  return !hidden.has(trackId) && (isolated === undefined || isolated.has(trackId));
}

/** May the pointer select the track's cuboids in a view? */
export function isPickable(view: TrackView, trackId: TrackId): boolean {
  return isShown(view, trackId) && !view.locked.has(trackId);
}

/** The view with these tracks shown, whatever hides them now; the same object when they all are. */
export function withShown(view: TrackView, trackIds: readonly TrackId[]): TrackView {
  if (trackIds.every((id) => isShown(view, id))) return view;
  const isolated = view.isolated && new Set([...view.isolated, ...trackIds]);
  return { ...view, isolated, hidden: without(view.hidden, trackIds) };
}

export function withHidden(view: TrackView, trackIds: readonly TrackId[]): TrackView {
  return { ...view, hidden: new Set([...view.hidden, ...trackIds]) };
}

/** Shows these tracks alone. */
export function withIsolated(view: TrackView, trackIds: readonly TrackId[]): TrackView {
  return { ...view, isolated: new Set(trackIds), hidden: without(view.hidden, trackIds) };
}

/** Shows every track. What is locked stays so. */
export function withAllShown(view: TrackView): TrackView {
  return { ...view, hidden: new Set(), isolated: undefined };
}

/** Locks these tracks, or unlocks them when all of them are locked already. */
export function withLockToggled(view: TrackView, trackIds: readonly TrackId[]): TrackView {
  const locked = trackIds.every((id) => view.locked.has(id))
    ? without(view.locked, trackIds)
    : new Set([...view.locked, ...trackIds]);
  return { ...view, locked };
}

function without(ids: ReadonlySet<TrackId>, gone: readonly TrackId[]): ReadonlySet<TrackId> {
  const left = new Set(ids);
  for (const id of gone) left.delete(id);
  return left;
}
