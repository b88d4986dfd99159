import type { CuboidId, TrackId } from '../document/records.ts';

/** Knows the frames that are not loaded, too. */
export interface TrackUse {
  /** May the track occur anywhere besides in these cuboids? True when some frame cannot be known. */
  isUsedBeside(trackId: TrackId, cuboids: ReadonlySet<CuboidId>): boolean;
}
