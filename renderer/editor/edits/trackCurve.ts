import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { cuboidBetween, shareWorld, type SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { roundCuboid } from '#shared/labels/rounding.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { CuboidRecord, TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import type { Seen, TrackLives } from '../session/trackLives.ts';

/** Anchors on either side that have a say in where something between them is. */
export const REACH = 2;

export interface TrackCurveOptions {
  readonly tx: Transaction;
  readonly lives: TrackLives;
  readonly motion: SequenceMotion;
}

/** Where the anchors of a track say that it is, as a transaction has them. */
export class TrackCurve {
  readonly trackId: TrackId;
  readonly life: readonly Seen[];
  readonly isStatic: boolean;
  readonly #options: TrackCurveOptions;
  /** Frame indexes, rising. */
  readonly #anchors: readonly number[];

  /** @param life of the track, by frame */
  constructor(options: TrackCurveOptions, trackId: TrackId, life: readonly Seen[]) {
    this.#options = options;
    this.trackId = trackId;
    this.life = life;
    this.isStatic = options.tx.get(trackId)?.isStatic === true;
    this.#anchors = life.filter(isAnchor).map(({ index }) => index);
  }

  /** Is there what a cuboid in this frame can be derived from? */
  isHeld(index: number): boolean {
    const [first, last] = [this.#anchors[0], this.#anchors.at(-1)];
    if (first === undefined || last === undefined) return false;
    if (first < index && index < last) return true;
    // Beyond them nothing but the poses says where what stands still is.
    const nearest = index < first ? first : last;
    return this.isStatic && shareWorld(this.#options.motion, nearest, index);
  }

  /** Undefined where it is not held, or an anchor that has a say is not loaded. Rounded. */
  cuboidAt(index: number): Cuboid | undefined {
    if (!this.isHeld(index)) return undefined;
    const at = this.#countBefore(index);
    const about = this.#anchors.slice(Math.max(0, at - REACH), at + REACH);
    const known = about.flatMap((anchor) => {
      const record = this.recordIn(anchor);
      return record === undefined ? [] : [{ index: anchor, cuboid: record.cuboid }];
    });
    if (known.length < about.length) return undefined;
    const cuboid = cuboidBetween(this.#options.motion, known, index);
    return roundCuboid({ ...cuboid, size: this.#options.tx.get(this.trackId)?.size ?? cuboid.size });
  }

  /** The first and the last anchor, as far as they are loaded. */
  ends(): readonly CuboidRecord[] {
    const ends = [this.#anchors[0], this.#anchors.at(-1)];
    return ends.flatMap((index) => (index === undefined ? [] : (this.recordIn(index) ?? [])));
  }

  recordIn(index: number): CuboidRecord | undefined {
    const frameId = this.#options.lives.frameAt(index);
    return frameId === undefined ? undefined : this.#options.tx.cuboidOf(this.trackId, frameId);
  }

  /** The anchor that is nearest in time. */
  anchorNear(index: number): CuboidRecord | undefined {
    const at = this.#countBefore(index);
    const [before, after] = [this.#anchors[at - 1], this.#anchors[at]];
    const isAfter = before === undefined || (after !== undefined && after - index < index - before);
    const nearest = isAfter ? after : before;
    return nearest === undefined ? undefined : this.recordIn(nearest);
  }

  #countBefore(index: number): number {
    let [low, high] = [0, this.#anchors.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#anchors[middle]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
