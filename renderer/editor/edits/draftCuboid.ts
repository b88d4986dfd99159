import { objectIdOf } from '#shared/labels/ids.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';

type Present = Pick<Transaction, 'get'>;

/** A track's new cuboid in a frame that has none of it; nobody has confirmed it. */
export function draftCuboid(
  present: Present,
  placed: Pick<CuboidRecord, 'frameId' | 'trackId' | 'cuboid' | 'attributes' | 'provenance'>,
): CuboidRecord {
  const id = freeCuboidId(present, placed.trackId, placed.frameId);
  return { type: 'cuboid', id, ...placed, status: 'draft', extra: {} };
}

/**
 * The id for a track's new cuboid in a frame: derived from the two or, where a file that another program wrote gave that
 * one to something else, derived once more.
 */
export function freeCuboidId(present: Present, trackId: TrackId, frameId: FrameId): CuboidId {
  let id = objectIdOf(trackId, frameId) as CuboidId;
  while (present.get(id) !== undefined) id = objectIdOf(id, frameId) as CuboidId;
  return id;
}
