import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { isAnchor, sightingOf } from '#shared/labels/sighting.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import type { Diff } from '../document/diff.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import {
  doneIdOf,
  type CuboidRecord,
  type FrameId,
  type LabelRecord,
  type TrackId,
} from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import { withChanges, type Seen, type TrackLives } from '../session/trackLives.ts';
import { draftCuboid } from './draftCuboid.ts';
import { isGone } from './isGone.ts';
import { interpolatedBy, isDerived, type Authorship } from './provenance.ts';
import { REACH, TrackCurve, type TrackCurveOptions } from './trackCurve.ts';
import type { TrackUse } from './trackUse.ts';

export interface DerivedCuboidsOptions {
  readonly document: LabelDocument;
  readonly lives: TrackLives;
  motionOf(): SequenceMotion;
  readonly trackUse: TrackUse;
  authorship(): Authorship;
}

/** What an edit did to a track. */
interface TrackChange {
  /** Frames in which it moved, added or took away an anchor. */
  readonly anchors: Set<number>;
  /** Of each frame that it touched: what was there before; undefined: nothing. */
  readonly before: Map<number, Seen | undefined>;
}

/** A stretch of a sequence by frame index, its ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuboids that are derived from others of their track: interpolated, and confirmed by nobody. Between two anchors (what a
 * person set, or the points, or somebody confirmed) they lie on the curve through those; an object that is static is
 * derived before the first and after the last, too. They follow whenever an anchor changes, as part of that edit.
 */
export class DerivedCuboids {
  readonly #options: DerivedCuboidsOptions;

  constructor(options: DerivedCuboidsOptions) {
    this.#options = options;
  }

  /**
   * Brings what is derived up to date with an edit, as far as its frames are loaded ({@link missing} names the others).
   * What hung on an anchor that is gone goes with it, where none is left on that side, and the track if that was all.
   */
  follow(tx: Transaction, diff: Diff): void {
    for (const [trackId, { anchors, before }] of this.#changedTracks(tx, diff)) {
      const curve = this.#curve(tx, trackId, before.keys());
      const stretch = stretchAbout(curve.life, anchors, curve.isStatic);
      this.#derive(tx, curve, stretch);
      // Made from the edit: where frames follow later, the lives know it already.
      const lifeBefore = withChanges(this.#options.lives.of(trackId), before);
      this.#removeLoose(tx, diff, curve, new TrackCurve(this.#asSeenBy(tx), trackId, lifeBefore), stretch);
      for (const record of curve.ends()) {
        // Confirmed, it held what was beside it; it stays if that is taken back.
        if (isDerived(record.provenance))
          tx.update(record.id, { provenance: { ...record.provenance, keyframe: true } });
      }
    }
  }

  /** Frames that must be loaded for {@link follow} to do all it should about an edit that was made. */
  missing(diff: Diff): readonly FrameId[] {
    const { document, lives } = this.#options;
    const frames = [...this.#changedTracks(document, diff)].flatMap(([trackId, { anchors }]) => {
      const life = lives.of(trackId);
      return framesIn(life, stretchAbout(life, anchors, document.get(trackId)?.isStatic === true));
    });
    return this.#frameIds(frames).filter((frameId) => !document.isLoaded(frameId));
  }

  /** Frames that an edit of the track in this one has to do with. */
  framesAbout(trackId: TrackId, index: number): readonly FrameId[] {
    const { document, lives } = this.#options;
    const life = lives.of(trackId);
    const isStatic = document.get(trackId)?.isStatic === true;
    return this.#frameIds(framesIn(life, stretchAbout(life, new Set([index]), isStatic)));
  }

  /** The stretch between the anchors about a frame; on an anchor, on both sides of it. */
  gapAbout(trackId: TrackId, index: number): Stretch | undefined {
    const anchors = this.#options.lives.of(trackId).filter(isAnchor);
    const own = anchors.find((seen) => seen.index === index);
    const from = anchors.findLast((seen) => seen.index < index) ?? own;
    const to = anchors.find((seen) => seen.index > index) ?? own;
    if (from === undefined || to === undefined || to.index - from.index < 2) return undefined;
    return { from: from.index + 1, to: to.index - 1 };
  }

  /**
   * Derives the track's cuboid in every loaded frame of a stretch that has none that is anchored, as far as there is what
   * it can be derived from. Answers in how many frames there is a new or another one.
   *
   * @param also frames into which the same transaction has put the object
   */
  fill(tx: Transaction, trackId: TrackId, stretch: Stretch, also: readonly number[] = []): number {
    const curve = this.#curve(tx, trackId, also);
    let count = this.#derive(tx, curve, stretch);
    const seen = new Set(curve.life.map(({ index }) => index));
    for (let index = stretch.from; index <= stretch.to; index++) {
      const cuboid = seen.has(index) ? undefined : curve.cuboidAt(index);
      if (cuboid !== undefined && this.#create(tx, curve, index, cuboid)) count++;
    }
    return count;
  }

  /**
   * Where the other anchors of the track say that it is; undefined where they do not.
   *
   * @param also frames into which the same transaction has put the object
   */
  cuboidByOthers(
    tx: Transaction,
    trackId: TrackId,
    index: number,
    also: readonly number[] = [],
  ): Cuboid | undefined {
    const others = this.#curve(tx, trackId, also).life.filter((seen) => seen.index !== index);
    return new TrackCurve(this.#asSeenBy(tx), trackId, others).cuboidAt(index);
  }

  #derive(tx: Transaction, curve: TrackCurve, stretch: Stretch): number {
    let count = 0;
    for (const seen of curve.life) {
      if (isAnchor(seen) || !isWithin(stretch, seen.index)) continue;
      const record = curve.recordIn(seen.index);
      const cuboid = record && curve.cuboidAt(seen.index);
      if (record === undefined || cuboid === undefined || deepEqual(cuboid, record.cuboid)) continue;
      const provenance = interpolatedBy(record.provenance, this.#options.authorship());
      tx.update(record.id, { cuboid, provenance });
      count++;
    }
    return count;
  }

  /** What is derived no more, and was before the edit or came with it. */
  #removeLoose(tx: Transaction, diff: Diff, curve: TrackCurve, was: TrackCurve, stretch: Stretch): void {
    let isAny = false;
    for (const seen of curve.life) {
      if (isAnchor(seen) || !isWithin(stretch, seen.index) || curve.isHeld(seen.index)) continue;
      const record = curve.recordIn(seen.index);
      if (record === undefined || !(was.isHeld(seen.index) || diff.has(record.id))) continue;
      tx.remove(record.id);
      isAny = true;
    }
    if (isAny && isGone(this.#options, tx, curve.trackId)) tx.remove(curve.trackId);
  }

  /** False: the frame is not loaded. */
  #create(tx: Transaction, curve: TrackCurve, index: number, cuboid: Cuboid): boolean {
    const { document, lives, authorship } = this.#options;
    const { trackId } = curve;
    const [frameId, like] = [lives.frameAt(index), curve.anchorNear(index)];
    if (frameId === undefined || like === undefined || !document.isLoaded(frameId)) return false;
    const provenance = interpolatedBy(undefined, authorship());
    const { attributes } = like;
    tx.create(draftCuboid(tx, { frameId, trackId, cuboid, attributes, provenance }));
    return true;
  }

  #asSeenBy(tx: Transaction): TrackCurveOptions {
    const { lives, motionOf } = this.#options;
    return { tx, lives, motion: motionOf() };
  }

  /** Of the track as the transaction has it, `also` in frames in which it was not before. */
  #curve(tx: Transaction, trackId: TrackId, also: Iterable<number> = []): TrackCurve {
    const { document, lives } = this.#options;
    const known = new Map(lives.of(trackId).map((seen) => [seen.index, seen]));
    const life = [...new Set([...known.keys(), ...also])].flatMap((index): readonly Seen[] => {
      const frameId = lives.frameAt(index);
      if (frameId === undefined || !document.isLoaded(frameId)) return [known.get(index) ?? []].flat();
      const record = tx.cuboidOf(trackId, frameId);
      return record === undefined ? [] : [seenIn(tx, record, index)];
    });
    return new TrackCurve(
      this.#asSeenBy(tx),
      trackId,
      life.toSorted((a, b) => a.index - b.index),
    );
  }

  /** What an edit did to tracks whose anchors it moved, added or took away. */
  #changedTracks(records: Records, diff: Diff): ReadonlyMap<TrackId, TrackChange> {
    const changes = new Map<TrackId, TrackChange>();
    const note = (
      record: LabelRecord | undefined,
      other: LabelRecord | undefined,
      isBefore: boolean,
    ): void => {
      const index = record?.type === 'cuboid' ? this.#options.lives.indexOf(record.frameId) : undefined;
      if (record?.type !== 'cuboid' || index === undefined) return;
      const change = changes.get(record.trackId) ?? { anchors: new Set(), before: new Map() };
      changes.set(record.trackId, change);
      const seen = seenIn(records, record, index);
      // A cuboid of a frame may have gone and another have come: what went is what was there.
      if (isBefore || !change.before.has(index)) change.before.set(index, isBefore ? seen : undefined);
      if (isAnchor(seen) && !isSamePlace(record, other)) change.anchors.add(index);
    };
    for (const { before, after } of diff.values()) {
      note(before, after, true);
      note(after, before, false);
    }
    return new Map([...changes].filter(([, { anchors }]) => anchors.size > 0));
  }

  #frameIds(indexes: readonly number[]): readonly FrameId[] {
    return [...new Set(indexes)].flatMap((index) => this.#options.lives.frameAt(index) ?? []);
  }
}

type Records = Pick<Transaction, 'get'>;

/** In a frame that is done, everything is confirmed. */
function seenIn(records: Records, record: CuboidRecord, index: number): Seen {
  const { kind, isConfirmed } = sightingOf(record);
  return { index, kind, isConfirmed: isConfirmed || records.get(doneIdOf(record.frameId)) !== undefined };
}

/** Confirming what is derived, or making a keyframe of it, moves nothing that lies beside it. */
function isSamePlace(record: CuboidRecord, other: LabelRecord | undefined): boolean {
  return (
    other?.type === 'cuboid' && other.trackId === record.trackId && deepEqual(other.cuboid, record.cuboid)
  );
}

export function isWithin({ from, to }: Stretch, index: number): boolean {
  return index >= from && index <= to;
}

/** What the frames have a say in: up to the second anchor before them and after them, or to the ends of the life. */
function stretchAbout(life: readonly Seen[], indexes: ReadonlySet<number>, isStatic: boolean): Stretch {
  const everywhere = { from: 0, to: Number.POSITIVE_INFINITY };
  if (isStatic) return everywhere;
  const [first, last] = [Math.min(...indexes), Math.max(...indexes)];
  const anchors = life.filter(isAnchor).map(({ index }) => index);
  const from = anchors.filter((index) => index < first).at(-REACH);
  const to = anchors.filter((index) => index > last)[REACH - 1];
  return { from: from ?? everywhere.from, to: to ?? everywhere.to };
}

/** What lies in the stretch, and the anchors on either side that have a say in it. */
function framesIn(life: readonly Seen[], stretch: Stretch): readonly number[] {
  const inside = life.filter(({ index }) => isWithin(stretch, index));
  const anchors = life.filter(isAnchor);
  const before = anchors.filter(({ index }) => index < stretch.from).slice(1 - REACH);
  const after = anchors.filter(({ index }) => index > stretch.to).slice(0, REACH - 1);
  return [...before, ...inside, ...after].map(({ index }) => index);
}
