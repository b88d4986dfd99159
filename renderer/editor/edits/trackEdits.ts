import type { StoreApi } from 'zustand/vanilla';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { roundChanges } from '#shared/labels/rounding.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import {
  doneIdOf,
  type CuboidId,
  type CuboidRecord,
  type FrameId,
  type TrackId,
} from '../document/records.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import type { Transaction } from '../document/transaction.ts';
import type { EditorEnvironment } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import type { TrackLives } from '../session/trackLives.ts';
import type { CuboidEdits } from './cuboidEdits.ts';
import { isWithin, type DerivedCuboids, type Stretch } from './derivedCuboids.ts';
import { isGone } from './isGone.ts';
import { keepSelection } from './keepSelection.ts';
import { framesOfMove, keyframeRoom, moveKeyframe, type KeyframeMove } from './keyframeMove.ts';
import type { LoadsFrames } from './loadsFrames.ts';
import { asCarried, interpolatedBy, stampOf } from './provenance.ts';
import { pinAbout, removeTrack, renameTracks } from './trackCuts.ts';
import { LABELS, SEEN, type Deed } from './trackDeeds.ts';
import { withSize } from './trackSize.ts';
import type { TrackUse } from './trackUse.ts';

export interface TrackEditsOptions extends Pick<LoadsFrames, 'withFrames'> {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly environment: EditorEnvironment;
  readonly edits: CuboidEdits;
  readonly lives: TrackLives;
  readonly derived: DerivedCuboids;
  readonly trackUse: TrackUse;
  motionOf(): SequenceMotion;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
}

const EVERYWHERE: Stretch = { from: 0, to: Number.POSITIVE_INFINITY };

/** What is done to an object through time. Each is one entry of history, however many frames it touches. */
export class TrackEdits {
  readonly #options: TrackEditsOptions;

  constructor(options: TrackEditsOptions) {
    this.#options = options;
  }

  /** Fills what lies between the keyframes about a frame, or between all of them. */
  async interpolate(trackId: TrackId, index: number, scope: 'gap' | 'life'): Promise<void> {
    const { derived, lives } = this.#options;
    const anchors = lives.of(trackId).filter(isAnchor);
    const life = { from: anchors[0]?.index ?? 0, to: anchors.at(-1)?.index ?? -1 };
    const stretch = scope === 'life' ? life : derived.gapAbout(trackId, index);
    if (stretch === undefined || stretch.to < stretch.from) {
      this.#options.state.setState({ prompt: { kind: 'no-gap' } });
      return;
    }
    const frames = (): readonly FrameId[] => [
      ...this.#framesIn(stretch),
      ...derived.framesAbout(trackId, stretch.from),
      ...derived.framesAbout(trackId, stretch.to),
    ];
    await this.#edit('interpolate', [trackId], frames, (tx, _usable, unread) => {
      const count = derived.fill(tx, trackId, stretch);
      return count > 0 || unread > 0 ? count : this.#refuse('no-gap');
    });
  }

  /**
   * Makes keyframes of what is derived of an object in frames; where all are keyframes, derives them from those beside
   * them, as far as there are any.
   */
  async toggleKeyframes(ids: readonly CuboidId[]): Promise<void> {
    const { document, derived, lives, edits } = this.#options;
    const shown = ids.flatMap((id) => document.get(id) ?? []);
    const [first] = shown;
    if (first === undefined) return;
    const { trackId } = first;
    const indexes = shown.flatMap(({ frameId }) => lives.indexOf(frameId) ?? []);
    await this.#edit(
      'keyframe',
      [trackId],
      () => indexes.flatMap((index) => derived.framesAbout(trackId, index)),
      (tx) => {
        const records = ids.flatMap((id) => tx.get(id) ?? []);
        const others = records.filter(({ provenance }) => !provenance.keyframe);
        for (const { id, provenance } of others)
          tx.update(id, { provenance: { ...provenance, keyframe: true, ...stampOf(edits.authorship) } });
        if (others.length > 0 || records.length === 0) return others.length;
        let count = 0;
        for (const { id, frameId, provenance } of records) {
          const cuboid = derived.cuboidByOthers(tx, trackId, lives.indexOf(frameId) ?? -1);
          if (cuboid === undefined) continue;
          const source = interpolatedBy(provenance, edits.authorship);
          tx.update(id, { cuboid, status: 'draft', provenance: source });
          count++;
        }
        return count > 0 ? count : this.#refuse('needs-keyframe');
      },
    );
  }

  /** May its keyframes be moved? If not, says why beside the work. */
  mayMoveKeyframe(trackId: TrackId): boolean {
    return this.#options.edits.mayEditTracks([trackId]);
  }

  /**
   * Takes a keyframe to another frame of its track; what is interpolated about the two follows. It never comes onto, or
   * past, another one: answers whether it was moved.
   */
  async moveKeyframe(trackId: TrackId, move: KeyframeMove): Promise<boolean> {
    const { document, state, edits, lives, derived, motionOf } = this.#options;
    const { from, to } = move;
    let isMoved = false;
    const frames = (): readonly FrameId[] => [
      ...this.#framesIn(framesOfMove(move)),
      ...derived.framesAbout(trackId, from),
      ...derived.framesAbout(trackId, to),
    ];
    await this.#edit('moveKeyframe', [trackId], frames, (tx) => {
      const room = keyframeRoom(lives.of(trackId), from, state.getState().sequence.frames.length);
      if (room === undefined || from === to) return undefined;
      const isFree = isWithin(room, to) && [from, to].every((index) => isLoaded(document, lives, index));
      if (!isFree) return this.#refuse('no-room');
      const { authorship } = edits;
      moveKeyframe({ lives, derived, motion: motionOf(), authorship }, tx, trackId, move);
      isMoved = true;
      return 1;
    });
    return isMoved;
  }

  /** Says of cuboids that somebody has looked at them and that they are right, or takes that back. */
  setConfirmed(ids: readonly CuboidId[], isConfirmed: boolean): void {
    const { document, edits, interrupt } = this.#options;
    interrupt();
    const status = isConfirmed ? 'confirmed' : 'draft';
    const changed = ids.filter((id) => (document.get(id)?.status ?? status) !== status);
    if (changed.length === 0 || !edits.mayEdit(changed)) return;
    const stamp = stampOf(edits.authorship);
    document.transact('confirm', (tx) => {
      for (const id of changed) {
        const record = tx.get(id);
        if (record !== undefined) tx.update(id, { status, provenance: { ...record.provenance, ...stamp } });
      }
    });
  }

  /** From this frame on it is another object, of the same class. */
  async split(trackId: TrackId, index: number): Promise<void> {
    const { document, environment, lives } = this.#options;
    await this.#edit('split', [trackId], this.#framesOf(trackId), (tx, frames) => {
      const life = lives.of(trackId);
      const track = tx.get(trackId);
      const isBefore = life.some((seen) => seen.index < index);
      const isAfter = life.some((seen) => seen.index >= index);
      if (track === undefined || !isBefore || !isAfter) return this.#refuse('starts-here');
      const { sourceId: _sourceId, ...like } = track;
      const id = environment.newId() as TrackId;
      tx.create({ ...like, id, number: largestNumber(document.tracks()) + 1 });
      pinAbout(this.#options, tx, trackId, index);
      return renameTracks(this.#options, tx, frames, fromOn(index), new Map([[trackId, id]]));
    });
  }

  /** From this frame on each of the two is what the other was. */
  async swap(a: TrackId, b: TrackId, index: number): Promise<void> {
    if (a === b) return;
    const names = new Map([
      [a, b],
      [b, a],
    ]);
    await this.#edit('swap', [a, b], this.#framesOf(a, b), (tx, frames) => {
      for (const trackId of names.keys()) pinAbout(this.#options, tx, trackId, index);
      return renameTracks(this.#options, tx, frames, fromOn(index), names);
    });
  }

  /**
   * Makes one object of two. In a frame that has both, what a person set or confirmed stays; of two such, that of the
   * object that they become.
   */
  async merge(into: TrackId, other: TrackId): Promise<void> {
    if (into === other) return;
    await this.#edit('merge', [into, other], this.#framesOf(into, other), (tx, frames) => {
      for (const frameId of frames) {
        const [kept, also] = [tx.cuboidOf(into, frameId), tx.cuboidOf(other, frameId)];
        if (kept !== undefined && also !== undefined)
          tx.remove(weightOf(tx, also) > weightOf(tx, kept) ? kept.id : also.id);
      }
      return renameTracks(this.#options, tx, frames, EVERYWHERE, new Map([[other, into]]));
    });
  }

  /** The object ends, or begins, with this frame: what is labelled of it beyond is deleted. */
  async trim(trackId: TrackId, index: number, beyond: 'after' | 'before'): Promise<void> {
    const { lives } = this.#options;
    const stretch = beyond === 'after' ? fromOn(index + 1) : { from: 0, to: index - 1 };
    await this.#edit('trim', [trackId], this.#framesOf(trackId), (tx, frames) => {
      if (!lives.of(trackId).some((seen) => isWithin(stretch, seen.index))) return 0;
      pinAbout(this.#options, tx, trackId, beyond === 'after' ? index + 1 : index);
      return removeTrack(this.#options, tx, frames, stretch, trackId);
    });
  }

  /** Deletes the object in every frame, with the 2D boxes that were drawn of it. */
  async remove(trackId: TrackId): Promise<void> {
    await this.#edit('remove', [trackId], this.#framesOf(trackId), (tx, frames) => {
      return removeTrack(this.#options, tx, frames, EVERYWHERE, trackId);
    });
  }

  /** Gives the object the size of one of its cuboids, or `wanted`, in every frame; its near corner, with the points, stays. */
  async setSize(id: CuboidId, wanted?: CuboidRecord['cuboid']['size']): Promise<void> {
    const { document } = this.#options;
    const trackId = document.get(id)?.trackId;
    if (trackId === undefined) return;
    await this.#edit('trackSize', [trackId], this.#framesOf(trackId), (tx, frames) => {
      const size = wanted ?? tx.get(id)?.cuboid.size;
      if (size === undefined) return undefined;
      tx.update(trackId, { size });
      return this.#eachOf(tx, frames, trackId, (other) => {
        const cuboid = withSize(other.cuboid, size);
        if (cuboid === other.cuboid) return false;
        tx.update(other.id, { cuboid: roundChanges(cuboid, other.cuboid) });
        return true;
      });
    });
  }

  /** Lets each cuboid of the object have a size of its own; none changes now. */
  async freeSize(trackId: TrackId): Promise<void> {
    await this.#edit(
      'ownSizes',
      [trackId],
      () => [],
      (tx) => {
        tx.update(trackId, { size: undefined });
        return 0;
      },
    );
  }

  /**
   * The object stands still: where it is in this frame puts it into every frame, in place of what was derived, copied or
   * fitted before; what a person set stays. Or it may move again; what is derived stays where it is.
   */
  async setStatic(id: CuboidId, isStatic: boolean): Promise<void> {
    const { document, derived, edits, state, motionOf } = this.#options;
    const trackId = document.get(id)?.trackId;
    if (trackId === undefined) return;
    if (isStatic && motionOf().poses === 'none') {
      state.setState({ prompt: { kind: 'needs-poses' } });
      return;
    }
    const everywhere = { from: 0, to: state.getState().sequence.frames.length - 1 };
    const frames = isStatic ? () => this.#framesIn(everywhere) : this.#framesOf(trackId);
    await this.#edit(isStatic ? 'static' : 'moving', [trackId], frames, (tx, usable) => {
      const record = tx.get(id);
      if (record === undefined) return undefined;
      tx.update(trackId, { isStatic: isStatic ? true : undefined });
      if (!isStatic) {
        return this.#eachOf(tx, usable, trackId, (other) => {
          tx.update(other.id, { provenance: asCarried(other.provenance) });
          return false;
        });
      }
      tx.update(id, { provenance: { ...record.provenance, keyframe: true } });
      this.#eachOf(tx, usable, trackId, (other) => {
        if (weightOf(tx, other) === 0)
          tx.update(other.id, { provenance: interpolatedBy(other.provenance, edits.authorship) });
        return false;
      });
      return derived.fill(tx, trackId, everywhere);
    });
  }

  /**
   * Runs an edit over frames once they are loaded, on what is there then: others may have been made meanwhile. It answers
   * in how many frames it changed something; undefined, if it may not be done at all.
   */
  async #edit(
    deed: Deed,
    trackIds: readonly TrackId[],
    frames: () => readonly FrameId[],
    edit: (tx: Transaction, usable: readonly FrameId[], unread: number) => number | undefined,
  ): Promise<void> {
    const { document, edits, withFrames, interrupt } = this.#options;
    interrupt();
    if (!edits.mayEditTracks(trackIds)) return;
    await withFrames([...new Set(frames())], () => {
      interrupt();
      const isThere = trackIds.every((trackId) => document.get(trackId) !== undefined);
      if (isThere && edits.mayEditTracks(trackIds)) this.#run(deed, trackIds, [...new Set(frames())], edit);
    });
  }

  #run(
    deed: Deed,
    trackIds: readonly TrackId[],
    frames: readonly FrameId[],
    edit: (tx: Transaction, usable: readonly FrameId[], unread: number) => number | undefined,
  ): void {
    const { document, state } = this.#options;
    const usable = frames.filter((frameId) => document.isLoaded(frameId));
    const unread = frames.length - usable.length;
    let count: number | undefined;
    keepSelection(document, state, () => {
      document.transact(LABELS[deed], (tx) => {
        count = edit(tx, usable, unread);
        for (const trackId of trackIds) if (isGone(this.#options, tx, trackId)) tx.remove(trackId);
      });
    });
    if (count !== undefined && deed !== 'keyframe' && (unread > 0 || !SEEN.has(deed)))
      state.setState({ prompt: { kind: 'track', deed, count, unread } });
  }

  /** Says why nothing is done. */
  #refuse(kind: 'no-gap' | 'needs-keyframe' | 'starts-here' | 'no-room'): undefined {
    this.#options.state.setState({ prompt: { kind } });
  }

  /** In how many of the frames `change` says that it changed the track's cuboid. */
  #eachOf(
    tx: Transaction,
    frames: readonly FrameId[],
    trackId: TrackId,
    change: (record: CuboidRecord) => boolean,
  ): number {
    let count = 0;
    for (const frameId of frames) {
      const record = tx.cuboidOf(trackId, frameId);
      if (record !== undefined && change(record)) count++;
    }
    return count;
  }

  #framesOf(...trackIds: readonly TrackId[]): () => readonly FrameId[] {
    const { trackUse } = this.#options;
    return () => trackIds.flatMap((trackId) => trackUse.framesWith(trackId));
  }

  #framesIn({ from, to }: Stretch): readonly FrameId[] {
    const { frames } = this.#options.state.getState().sequence;
    return frames.slice(from, to + 1).map(({ id }) => id as FrameId);
  }
}

function isLoaded(document: LabelDocument, lives: TrackLives, index: number): boolean {
  const frameId = lives.frameAt(index);
  return frameId !== undefined && document.isLoaded(frameId);
}

function fromOn(index: number): Stretch {
  return { from: index, to: Number.POSITIVE_INFINITY };
}

/** How much a person had to do with it. */
function weightOf(tx: Transaction, { frameId, provenance, status }: CuboidRecord): number {
  const isConfirmed = status === 'confirmed' || tx.get(doneIdOf(frameId)) !== undefined;
  return (isConfirmed ? 2 : 0) + (provenance.keyframe ? 1 : 0);
}
