import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import type { TrackLives } from '../session/trackLives.ts';
import { isWithin, type Stretch } from './derivedCuboids.ts';
import { freeCuboidId } from './draftCuboid.ts';
import { asCarried, isDerived } from './provenance.ts';

export interface TrackCutsContext {
  readonly document: LabelDocument;
  readonly lives: TrackLives;
}

/**
 * Where a track is cut, before the frame with this index, what is derived on either side becomes a keyframe: there will be
 * none beyond to derive it from.
 */
export function pinAbout(
  { lives }: TrackCutsContext,
  tx: Transaction,
  trackId: TrackId,
  index: number,
): void {
  const life = lives.of(trackId);
  const ends = [life.findLast((seen) => seen.index < index), life.find((seen) => seen.index >= index)];
  for (const end of ends) {
    const frameId = end && lives.frameAt(end.index);
    const record = frameId && tx.cuboidOf(trackId, frameId);
    if (record && isDerived(record.provenance))
      tx.update(record.id, { provenance: { ...record.provenance, keyframe: true } });
  }
}

/**
 * Gives what tracks have in a stretch to others, cuboids and the 2D boxes that are linked to them. Answers in how many of
 * the frames there were any.
 */
export function renameTracks(
  { document, lives }: TrackCutsContext,
  tx: Transaction,
  frames: readonly FrameId[],
  stretch: Stretch,
  names: ReadonlyMap<TrackId, TrackId>,
): number {
  let count = 0;
  for (const frameId of frames) {
    const index = lives.indexOf(frameId);
    if (index === undefined || !isWithin(stretch, index)) continue;
    const moved = [...names].flatMap(([from, to]) => {
      const record = tx.cuboidOf(from, frameId);
      return record === undefined ? [] : [{ record, to }];
    });
    for (const { record } of moved) tx.remove(record.id);
    for (const { record, to } of moved) {
      // What stands still is derived where what moves would not be.
      const isLoose = tx.get(record.trackId)?.isStatic === true && tx.get(to)?.isStatic !== true;
      const provenance = isLoose ? asCarried(record.provenance) : record.provenance;
      tx.create({ ...record, trackId: to, id: freeCuboidId(tx, to, frameId), provenance });
    }
    for (const { id, trackId } of document.recordsIn(frameId).boxes2d) {
      const to = trackId && names.get(trackId);
      if (to !== undefined) tx.update(id, { trackId: to });
    }
    if (moved.length > 0) count++;
  }
  return count;
}

/**
 * Deletes what a track has in a stretch: its cuboids, and the 2D boxes that a person drew of it. What was imported shows
 * something all the same, and is only unlinked. Answers in how many of the frames there were any.
 */
export function removeTrack(
  { document, lives }: TrackCutsContext,
  tx: Transaction,
  frames: readonly FrameId[],
  stretch: Stretch,
  trackId: TrackId,
): number {
  let count = 0;
  for (const frameId of frames) {
    const index = lives.indexOf(frameId);
    if (index === undefined || !isWithin(stretch, index)) continue;
    const record = tx.cuboidOf(trackId, frameId);
    if (record !== undefined) tx.remove(record.id);
    const boxes = document.recordsIn(frameId).boxes2d.filter((box) => box.trackId === trackId);
    for (const { id, source } of boxes) {
      if (source === 'manual') tx.remove(id);
      else tx.update(id, { trackId: undefined, linkedBy: undefined });
    }
    if (record !== undefined || boxes.length > 0) count++;
  }
  return count;
}
