import { objectIdOf } from '#shared/labels/ids.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';

/**
 * The id for a track's new cuboid in a frame: derived from the two or, where a file that another program wrote gave that
 * one to something else, derived once more.
 */
export function freeCuboidId(tx: Transaction, trackId: TrackId, frameId: FrameId): CuboidId {
  let id = objectIdOf(trackId, frameId) as CuboidId;
  while (tx.get(id) !== undefined) id = objectIdOf(id, frameId) as CuboidId;
  return id;
}
