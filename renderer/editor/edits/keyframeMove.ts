import { cuboidBetween, shareWorld, type SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { roundChanges } from '#shared/labels/rounding.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import { withChanges, type Seen, type TrackLives } from '../session/trackLives.ts';
import type { DerivedCuboids, Stretch } from './derivedCuboids.ts';
import { draftCuboid } from './draftCuboid.ts';
import { editedBy, interpolatedBy, type Authorship } from './provenance.ts';

/** A keyframe on its way to another frame of its track, by frame index. */
export interface KeyframeMove {
  readonly from: number;
  readonly to: number;
}

/** What becomes of the frames between the two, the one that it left included and the one that it comes to not. */
interface Wake extends Stretch {
  readonly isFilled: boolean;
}

/**
 * The frames that a keyframe can be moved to, itself included: up to those beside it that a person, the points or another
 * program set, or that somebody confirmed. Undefined where there is no keyframe.
 *
 * @param total frames of the sequence
 */
export function keyframeRoom(life: readonly Seen[], index: number, total: number): Stretch | undefined {
  if (!life.some((seen) => seen.index === index && seen.kind === 'keyframe')) return undefined;
  const before = life.findLast((seen) => seen.index < index && isAnchor(seen));
  const after = life.find((seen) => seen.index > index && isAnchor(seen));
  return { from: before === undefined ? 0 : before.index + 1, to: (after?.index ?? total) - 1 };
}

/**
 * A life as it is once a keyframe was moved within its {@link keyframeRoom}: for drawing a move before it is made. What
 * cannot be read, and what is done, it does not know of.
 */
export function lifeAfterMove(life: readonly Seen[], move: KeyframeMove, isStatic: boolean): readonly Seen[] {
  if (move.from === move.to) return life;
  const changes = new Map<number, Seen | undefined>();
  const { from, to, isFilled } = wakeOf(life, move, isStatic);
  for (let index = from; index <= to; index++)
    changes.set(index, isFilled ? { index, kind: 'interpolated', isConfirmed: false } : undefined);
  changes.set(move.to, { index: move.to, kind: 'keyframe', isConfirmed: false });
  const moved = withChanges(life, changes);
  const anchors = moved.filter(isAnchor);
  const [first, last] = [anchors[0]?.index ?? 0, anchors.at(-1)?.index ?? 0];
  return moved.filter((seen) => isStatic || isAnchor(seen) || (first < seen.index && seen.index < last));
}

export interface KeyframeMoveContext {
  readonly lives: TrackLives;
  readonly derived: DerivedCuboids;
  readonly motion: SequenceMotion;
  readonly authorship: Authorship;
}

/** The frames that {@link moveKeyframe} has to do with, by index. */
export function framesOfMove({ from, to }: KeyframeMove): Stretch {
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

/**
 * Takes a keyframe's place to another time: where it stands in the world if it is known how the two frames lie to each
 * other, else as it is in the label frame. The frame that it leaves is interpolated again if the object comes from that
 * side, with those that it is drawn out over; where it began there, it begins later, or earlier.
 *
 * The caller has seen to it that both frames are loaded and that the one that it comes to has no anchor.
 */
export function moveKeyframe(
  context: KeyframeMoveContext,
  tx: Transaction,
  trackId: TrackId,
  move: KeyframeMove,
): void {
  const { lives, derived, motion, authorship } = context;
  const [left, frameId] = [lives.frameAt(move.from), lives.frameAt(move.to)];
  const record = left && tx.cuboidOf(trackId, left);
  if (record === undefined || frameId === undefined || move.from === move.to) return;
  // Asked of what was there before: the edit itself fills and empties frames.
  const wake = wakeOf(lives.of(trackId), move, tx.get(trackId)?.isStatic === true);
  const place = { index: move.from, cuboid: record.cuboid };
  const cuboid = shareWorld(motion, move.from, move.to)
    ? roundChanges(cuboidBetween(motion, [place], move.to), record.cuboid)
    : record.cuboid;
  const there = tx.cuboidOf(trackId, frameId);
  const provenance = editedBy(there?.provenance, 'manual', authorship);
  if (there === undefined) {
    const { attributes } = record;
    tx.create(draftCuboid(tx, { frameId, trackId, cuboid, attributes, provenance }));
  } else tx.update(there.id, { cuboid, provenance });

  if (!wake.isFilled) {
    for (let index = wake.from; index <= wake.to; index++) {
      const passed = lives.frameAt(index);
      const gone = passed && tx.cuboidOf(trackId, passed);
      if (gone !== undefined) tx.remove(gone.id);
    }
    return;
  }
  const again = derived.cuboidByOthers(tx, trackId, move.from, [move.to]);
  if (again === undefined) tx.remove(record.id);
  else {
    tx.update(record.id, {
      cuboid: again,
      status: 'draft',
      provenance: interpolatedBy(record.provenance, authorship),
    });
  }
  derived.fill(tx, trackId, wake, [move.to]);
}

/** Does the object come from the side that the keyframe is moved away from, so that it is drawn out? */
function wakeOf(life: readonly Seen[], { from, to }: KeyframeMove, isStatic: boolean): Wake {
  const behind = to > from ? from - 1 : from + 1;
  const isFilled = isStatic || life.some((seen) => seen.index === behind);
  return to > from ? { from, to: to - 1, isFilled } : { from: to + 1, to: from, isFilled };
}
