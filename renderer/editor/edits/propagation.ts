import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { cuboidBetween, cuboidBeyond, type PlacedCuboid } from '#shared/labels/motion/sequenceMotion.ts';
import { roundCuboid } from '#shared/labels/rounding.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import { findAgain, type NotFoundReason } from './findAgain.ts';
import { draftCuboid } from './draftCuboid.ts';
import type { FittedWorkOptions } from './fittedWork.ts';
import { propagatedBy } from './provenance.ts';

/** Why it went no further. */
export type PropagationEnd =
  | NotFoundReason
  | 'sequence-end'
  | 'keyframe'
  | 'unreadable'
  | 'stopped'
  | 'far-enough';

export interface PropagationRequest {
  readonly direction: 1 | -1;
  /** Frames to go at most. */
  readonly frames: number;
  /** Where the points do not show it, put it where it should be instead of ending. */
  readonly isBlind?: boolean;
}

export interface PropagationOutcome {
  /** Frames. */
  readonly count: number;
  /** Do the points show it in all of them? */
  readonly isSeen: boolean;
}

/** How far it came, before it is written. */
interface Way {
  readonly found: readonly PlacedCuboid[];
  readonly end: PropagationEnd;
  readonly isSeen: boolean;
}

const NOTHING: PropagationOutcome = { count: 0, isSeen: true };

/** Carries an object from frame to frame as it moves, each time fitted to the points, until there is nothing to go by. */
export class Propagation {
  readonly #options: FittedWorkOptions;

  constructor(options: FittedWorkOptions) {
    this.#options = options;
  }

  /**
   * From the frame that the cuboid is in; a frame that a person set or confirmed ends it, what was interpolated, refined
   * or carried there before is replaced. One entry of history; says how far it came and why not further.
   * Ended from outside, or by the next one, it keeps what it has. Answers how far it came, and whether the points show
   * all of it.
   */
  async start(id: CuboidId, request: PropagationRequest): Promise<PropagationOutcome> {
    const { document, edits, interrupt, work } = this.#options;
    interrupt();
    const trackId = document.get(id)?.trackId;
    if (trackId === undefined || !edits.mayEditTracks([trackId])) return NOTHING;
    return work.start((signal) => this.#carry(id, request, signal));
  }

  /**
   * Puts the object into a frame that lacks it, as a keyframe: where it should be by the frames about it, fitted to the
   * points there. Answers its cuboid's id, and whether the points show it; undefined where that is not allowed.
   */
  async place(
    trackId: TrackId,
    index: number,
  ): Promise<{ readonly id: CuboidId; readonly isSeen: boolean } | undefined> {
    const { document, edits, lives, motionOf, interrupt, withFrames } = this.#options;
    const motion = motionOf();
    const frameId = lives.frameAt(index);
    if (frameId === undefined || !edits.mayEditTracks([trackId])) return undefined;
    const isLacking = (): boolean => lives.of(trackId).every((seen) => seen.index !== index);
    return withFrames([frameId], async () => {
      const like = await this.#nearest(trackId, index);
      const last = like.at(-1);
      if (last === undefined || !document.isLoaded(frameId)) return undefined;
      const known = like.map(({ index: at, record }) => ({ index: at, cuboid: record.cuboid }));
      const isBetween = known.some((one) => one.index < index) && known.some((one) => one.index > index);
      const byTime = known.toSorted((a, b) => a.index - b.index);
      const expected = isBetween ? cuboidBetween(motion, byTime, index) : cuboidBeyond(motion, known, index);
      const found = await this.#find(last.record, known, index, new AbortController().signal, expected);
      interrupt();
      const isSeen = typeof found !== 'string';
      // A second press, or another edit, may have put it there meanwhile.
      if (!isLacking() || !edits.mayEditTracks([trackId]) || !document.isLoaded(frameId)) return undefined;
      this.#write(last.record, [{ index, cuboid: isSeen ? found : expected }], true);
      const placed = document.cuboidsIn(frameId).find((record) => record.trackId === trackId);
      return placed && { id: placed.id, isSeen };
    });
  }

  async #carry(id: CuboidId, request: PropagationRequest, signal: AbortSignal): Promise<PropagationOutcome> {
    const { document, state, edits, lives, withFrames } = this.#options;
    const record = document.get(id);
    const from = record && lives.indexOf(record.frameId);
    // Overtaken before it had begun.
    if (record === undefined || from === undefined || signal.aborted) return NOTHING;
    const way = await this.#follow(record, from, request, signal);
    const frames = [from, ...way.found.map(({ index }) => index)].flatMap((at) => lives.frameAt(at) ?? []);
    // A person may have looked at other frames meanwhile, and those of the way been forgotten.
    return withFrames(frames, () =>
      document.whenIdle(() => {
        // What was found from the object as it was would be wrong if it was edited meanwhile.
        const isSame = deepEqual(document.get(id)?.cuboid, record.cuboid) && !edits.isLocked(id);
        const { found, end } = isSame
          ? this.#stillFree(record.trackId, way)
          : { found: [], end: 'stopped' as const };
        if (found.length > 0) this.#write(record, found);
        state.setState({ prompt: { kind: 'propagated', count: found.length, end } });
        return { count: found.length, isSeen: way.isSeen };
      }),
    );
  }

  /** The way up to what a person has set in it meanwhile, or what cannot be read any more. */
  #stillFree(trackId: TrackId, way: Way): Way {
    const { document, lives } = this.#options;
    for (const [i, { index }] of way.found.entries()) {
      const frameId = lives.frameAt(index);
      const isRead = frameId !== undefined && document.isLoaded(frameId);
      if (isRead && !this.#isSet(trackId, index)) continue;
      return { ...way, found: way.found.slice(0, i), end: isRead ? 'keyframe' : 'unreadable' };
    }
    return way;
  }

  /** Has a person set or confirmed the object in the frame? */
  #isSet(trackId: TrackId, index: number): boolean {
    const seen = this.#options.lives.of(trackId).find((one) => one.index === index);
    return seen !== undefined && (seen.kind === 'keyframe' || seen.isConfirmed);
  }

  async #follow(
    record: CuboidRecord,
    from: number,
    { direction, frames, isBlind = false }: PropagationRequest,
    signal: AbortSignal,
  ): Promise<Way> {
    const { lives, ensure, motionOf, work } = this.#options;
    const motion = motionOf();
    const found: PlacedCuboid[] = [];
    let isSeen = true;
    const ended = (end: PropagationEnd): Way => ({ found, end, isSeen });
    const known = [
      ...(await this.#knownBehind(record.trackId, from, direction)),
      { index: from, cuboid: record.cuboid },
    ];
    const left = direction > 0 ? motion.times.length - 1 - from : from;
    for (let i = 1; i <= frames; i++) {
      const index = from + i * direction;
      work.tell('carry', i - 1, Math.min(frames, left));
      const frameId = lives.frameAt(index);
      if (signal.aborted) return ended('stopped');
      if (frameId === undefined) return ended('sequence-end');
      if (this.#isSet(record.trackId, index)) return ended('keyframe');
      if ((await ensure([frameId])).length > 0) return ended('unreadable');
      const cuboid = await this.#find(record, known, index, signal);
      if (cuboid === 'stopped') return ended('stopped');
      if (typeof cuboid === 'string' && !isBlind) return ended(cuboid);
      isSeen &&= typeof cuboid !== 'string';
      const placed = {
        index,
        cuboid: typeof cuboid === 'string' ? cuboidBeyond(motion, known, index) : cuboid,
      };
      known.push(placed);
      found.push(placed);
    }
    return ended('far-enough');
  }

  async #find(
    record: CuboidRecord,
    known: readonly PlacedCuboid[],
    index: number,
    signal: AbortSignal,
    expected?: Cuboid,
  ): Promise<Cuboid | NotFoundReason | 'stopped'> {
    const { document, lives, motionOf, queries } = this.#options;
    const motion = motionOf();
    const track = document.get(record.trackId);
    const frameAt = (at: number): FrameId => lives.frameAt(at)!;
    const others = document.cuboidsIn(frameAt(index)).filter(({ trackId }) => trackId !== record.trackId);
    const size = track?.size ?? record.cuboid.size;
    const request = { motion, known, index, expected, className: track?.class ?? '', size, frameAt, queries };
    const work = (): Promise<Cuboid | NotFoundReason> =>
      findAgain({ ...request, others: others.map(({ cuboid }) => cuboid) });
    try {
      // What is known once is compared with how it was there.
      return await queries.withCloud(
        frameAt(known.at(-1)!.index),
        () => queries.withCloud(frameAt(index), work, signal),
        signal,
      );
    } catch {
      return signal.aborted ? 'stopped' : 'lost';
    }
  }

  /** Up to two anchors next to a frame, on both sides or on the one that has any; the nearest last. */
  async #nearest(
    trackId: TrackId,
    index: number,
  ): Promise<readonly { readonly index: number; readonly record: CuboidRecord }[]> {
    const { document, lives, ensure } = this.#options;
    const nearest = lives
      .of(trackId)
      .filter((seen) => isAnchor(seen) && seen.index !== index)
      .toSorted((a, b) => Math.abs(b.index - index) - Math.abs(a.index - index));
    const [before, after] = [
      nearest.findLast((seen) => seen.index < index),
      nearest.findLast((seen) => seen.index > index),
    ];
    const isBetween = before !== undefined && after !== undefined;
    const about = isBetween ? nearest.filter((seen) => seen === before || seen === after) : nearest.slice(-2);
    await ensure(about.flatMap((seen) => lives.frameAt(seen.index) ?? []));
    return about.flatMap((seen) => {
      const frameId = lives.frameAt(seen.index);
      const record = frameId && document.cuboidsIn(frameId).find((other) => other.trackId === trackId);
      return record ? [{ index: seen.index, record }] : [];
    });
  }

  /** The anchor before the frame, seen in the direction: how it came here tells how it goes on. */
  async #knownBehind(trackId: TrackId, from: number, direction: 1 | -1): Promise<readonly PlacedCuboid[]> {
    const { document, lives, ensure } = this.#options;
    const behind = lives.of(trackId).filter((seen) => isAnchor(seen) && (from - seen.index) * direction > 0);
    const last = direction > 0 ? behind.at(-1) : behind[0];
    const frameId = last && lives.frameAt(last.index);
    if (last === undefined || frameId === undefined) return [];
    await ensure([frameId]);
    const record = document.cuboidsIn(frameId).find((other) => other.trackId === trackId);
    return record === undefined ? [] : [{ index: last.index, cuboid: record.cuboid }];
  }

  #write({ trackId, attributes }: CuboidRecord, found: readonly PlacedCuboid[], keyframe = false): void {
    const { document, lives, edits } = this.#options;
    document.transact(keyframe ? 'keyframe' : 'propagate', (tx) => {
      if (tx.get(trackId) === undefined) return;
      for (const { index, cuboid: exact } of found) {
        const frameId = lives.frameAt(index);
        if (frameId === undefined) continue;
        const cuboid = roundCuboid(exact);
        const present = tx.cuboidOf(trackId, frameId);
        const provenance = { ...propagatedBy(edits.authorship, present?.provenance), keyframe };
        if (present !== undefined) tx.update(present.id, { cuboid, provenance });
        else tx.create(draftCuboid(tx, { frameId, trackId, cuboid, attributes, provenance }));
      }
    });
  }
}
