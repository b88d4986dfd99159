import type { CuboidId, FrameId, TrackId } from '../document/records.ts';

/** Knows the frames that are not loaded, too. */
export interface TrackUse {
  /** May the track occur anywhere besides in these cuboids? True when some frame cannot be known. */
  isUsedBeside(trackId: TrackId, cuboids: ReadonlySet<CuboidId>): boolean;
  /** May it occur in a frame that is not in memory? */
  mayOccurUnread(trackId: TrackId): boolean;
  /** Readable frames in which it occurs. */
  framesWith(trackId: TrackId): readonly FrameId[];
}
