import type { StoreApi } from 'zustand/vanilla';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { roundChanges } from '#shared/labels/rounding.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { HistoryLabel } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId, TrackRecord } from '../document/records.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import type { Transaction } from '../document/transaction.ts';
import type { EditorEnvironment } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import type { TrackLives } from '../session/trackLives.ts';
import type { CuboidEdits } from './cuboidEdits.ts';
import type { DerivedCuboids, Stretch } from './derivedCuboids.ts';
import { interpolatedBy, stampOf } from './provenance.ts';
import { withSize } from './trackSize.ts';
import type { TrackUse } from './trackUse.ts';

export interface TrackEditsOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly environment: EditorEnvironment;
  readonly edits: CuboidEdits;
  readonly lives: TrackLives;
  readonly derived: DerivedCuboids;
  readonly trackUse: TrackUse;
  motionOf(): SequenceMotion;
  /** Brings frames' labels into the document and answers those that cannot be read. */
  ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]>;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
}

const EVERYWHERE: Stretch = { from: 0, to: Number.POSITIVE_INFINITY };

/** How the history names what was done. */
const LABELS = {
  interpolate: 'interpolate',
  keyframe: 'keyframe',
  split: 'split',
  swap: 'swap',
  merge: 'merge',
  trim: 'trim',
  remove: 'delete',
  trackSize: 'resize',
  ownSizes: 'resize',
  static: 'static',
  moving: 'static',
} as const satisfies Record<string, HistoryLabel>;

type Deed = keyof typeof LABELS;
/** What is said of in words; a keyframe is seen. */
export type TrackDeed = Exclude<Deed, 'keyframe'>;

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
    const about = [
      ...derived.framesAbout(trackId, stretch.from),
      ...derived.framesAbout(trackId, stretch.to),
    ];
    await this.#edit('interpolate', [trackId], [...this.#framesIn(stretch), ...about], (tx) =>
      derived.fill(tx, trackId, stretch),
    );
  }

  /** Makes a keyframe of what is derived, or derives what is a keyframe from those beside it. */
  async toggleKeyframe(id: CuboidId): Promise<void> {
    const { document, derived, lives, state, edits } = this.#options;
    const record = document.get(id);
    const index = record && lives.indexOf(record.frameId);
    if (record === undefined || index === undefined) return;
    const { trackId } = record;
    const stamp = stampOf(edits.authorship);
    if (!record.provenance.keyframe) {
      await this.#edit('keyframe', [trackId], [record.frameId], (tx) => {
        tx.update(id, { provenance: { ...record.provenance, keyframe: true, ...stamp } });
        return 1;
      });
      return;
    }
    await this.#edit('keyframe', [trackId], derived.framesAbout(trackId, index), (tx) => {
      const cuboid = derived.cuboidByOthers(tx, trackId, index);
      if (cuboid === undefined) {
        state.setState({ prompt: { kind: 'needs-keyframe' } });
        return undefined;
      }
      tx.update(id, {
        cuboid,
        status: 'draft',
        provenance: interpolatedBy(record.provenance, edits.authorship),
      });
      return 1;
    });
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
    const { document, environment, lives, state } = this.#options;
    const isAlone = lives.of(trackId).every((seen) => seen.index >= index);
    if (isAlone) {
      state.setState({ prompt: { kind: 'starts-here' } });
      return;
    }
    const id = environment.newId() as TrackId;
    await this.#edit('split', [trackId], this.#framesOf(trackId), (tx, frames) => {
      const { sourceId: _sourceId, ...track } = requireTrack(tx, trackId);
      tx.create({ ...track, id, number: largestNumber(document.tracks()) + 1 });
      this.#pinAbout(tx, trackId, index);
      return this.#rename(
        tx,
        frames,
        { from: index, to: Number.POSITIVE_INFINITY },
        new Map([[trackId, id]]),
      );
    });
  }

  /** From this frame on each of the two is what the other was. */
  async swap(a: TrackId, b: TrackId, index: number): Promise<void> {
    const names = new Map([
      [a, b],
      [b, a],
    ]);
    await this.#edit('swap', [a, b], [...this.#framesOf(a), ...this.#framesOf(b)], (tx, frames) => {
      for (const trackId of names.keys()) this.#pinAbout(tx, trackId, index);
      return this.#rename(tx, frames, { from: index, to: Number.POSITIVE_INFINITY }, names);
    });
  }

  /**
   * Makes one object of two. In a frame that has both, what a person set or confirmed stays; of two such, that of the
   * object that they become.
   */
  async merge(into: TrackId, other: TrackId): Promise<void> {
    await this.#edit(
      'merge',
      [into, other],
      [...this.#framesOf(into), ...this.#framesOf(other)],
      (tx, frames) => {
        for (const frameId of frames) {
          const [kept, also] = [tx.cuboidOf(into, frameId), tx.cuboidOf(other, frameId)];
          if (kept !== undefined && also !== undefined)
            tx.remove(weightOf(also) > weightOf(kept) ? kept.id : also.id);
        }
        return this.#rename(tx, frames, EVERYWHERE, new Map([[other, into]]));
      },
    );
  }

  /** The object ends, or begins, with this frame: what is labelled of it beyond is deleted. */
  async trim(trackId: TrackId, index: number, beyond: 'after' | 'before'): Promise<void> {
    const stretch =
      beyond === 'after' ? { from: index + 1, to: Number.POSITIVE_INFINITY } : { from: 0, to: index - 1 };
    await this.#edit('trim', [trackId], this.#framesOf(trackId), (tx, frames) => {
      this.#pinAbout(tx, trackId, beyond === 'after' ? index + 1 : index);
      return this.#removeIn(tx, frames, trackId, stretch);
    });
  }

  /** Deletes the object in every frame. */
  async remove(trackId: TrackId): Promise<void> {
    await this.#edit('remove', [trackId], this.#framesOf(trackId), (tx, frames) => {
      return this.#removeIn(tx, frames, trackId, EVERYWHERE);
    });
  }

  /** Gives the object the size of one of its cuboids in every frame; its near corner, where points are, stays. */
  async setSize(id: CuboidId): Promise<void> {
    const { document } = this.#options;
    const record = document.get(id);
    if (record === undefined) return;
    const { trackId } = record;
    const { size } = record.cuboid;
    await this.#edit('trackSize', [trackId], this.#framesOf(trackId), (tx, frames) => {
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
    await this.#edit('ownSizes', [trackId], [], (tx) => {
      tx.update(trackId, { size: undefined });
      return 0;
    });
  }

  /**
   * The object stands still: where it is in this frame puts it into every frame, in place of what was derived, copied or
   * fitted before; what a person set stays. Or it may move again; what is derived stays where it is.
   */
  async setStatic(id: CuboidId, isStatic: boolean): Promise<void> {
    const { document, derived, state, motionOf } = this.#options;
    const record = document.get(id);
    if (record === undefined) return;
    const { trackId } = record;
    const { frames: all } = state.getState().sequence;
    if (isStatic && motionOf().poses === 'none') {
      state.setState({ prompt: { kind: 'needs-poses' } });
      return;
    }
    const everywhere = { from: 0, to: all.length - 1 };
    const frames = isStatic ? this.#framesIn(everywhere) : this.#framesOf(trackId);
    await this.#edit(isStatic ? 'static' : 'moving', [trackId], frames, (tx, usable) => {
      tx.update(trackId, { isStatic: isStatic ? true : undefined });
      if (!isStatic) {
        // Beyond the keyframes nothing says any more where it is: what is there counts as carried.
        return this.#eachOf(tx, usable, trackId, ({ id: other, provenance }) => {
          if (provenance.source === 'interpolated' && !provenance.keyframe)
            tx.update(other, { provenance: { ...provenance, source: 'propagated' } });
          return false;
        });
      }
      tx.update(id, { provenance: { ...record.provenance, keyframe: true } });
      this.#eachOf(tx, usable, trackId, (other) => {
        if (weightOf(other) === 0) tx.remove(other.id);
        return false;
      });
      return derived.fill(tx, trackId, everywhere);
    });
  }

  /** Runs an edit over frames once they are loaded. `edit` answers in how many frames it changed something. */
  async #edit(
    deed: Deed,
    trackIds: readonly TrackId[],
    frameIds: readonly FrameId[],
    edit: (tx: Transaction, frames: readonly FrameId[]) => number | undefined,
  ): Promise<void> {
    const { document, state, edits, ensure, interrupt } = this.#options;
    if (!edits.mayEditTracks(trackIds)) return;
    const wanted = [...new Set(frameIds)];
    const unread = new Set(await ensure(wanted));
    interrupt();
    if (!edits.mayEditTracks(trackIds)) return;
    const usable = wanted.filter((frameId) => !unread.has(frameId));
    const selected = this.#selectedPlaces();
    let count: number | undefined;
    document.transact(LABELS[deed], (tx) => {
      count = edit(tx, usable);
      for (const trackId of trackIds) if (this.#isGone(tx, trackId)) tx.remove(trackId);
    });
    if (count === undefined) return;
    this.#selectAgain(selected);
    if (deed !== 'keyframe') state.setState({ prompt: { kind: 'track', deed, count, unread: unread.size } });
  }

  /** Is nothing of the track left, in frames that are loaded and in those that are not? */
  #isGone(tx: Transaction, trackId: TrackId): boolean {
    const { document, trackUse } = this.#options;
    if (tx.get(trackId) === undefined || trackUse.mayOccurUnread(trackId)) return false;
    return document.loadedFrames().every((frameId) => {
      if (tx.cuboidOf(trackId, frameId) !== undefined) return false;
      return document.recordsIn(frameId).boxes2d.every(({ id }) => tx.get(id)?.trackId !== trackId);
    });
  }

  /** Where a track is cut, what is derived on either side becomes a keyframe: there will be none beyond to derive it from. */
  #pinAbout(tx: Transaction, trackId: TrackId, index: number): void {
    const { lives } = this.#options;
    const life = lives.of(trackId);
    const ends = [life.findLast((seen) => seen.index < index), life.find((seen) => seen.index >= index)];
    for (const end of ends) {
      const frameId = end && lives.frameAt(end.index);
      const record = frameId && tx.cuboidOf(trackId, frameId);
      if (record && !record.provenance.keyframe)
        tx.update(record.id, { provenance: { ...record.provenance, keyframe: true } });
    }
  }

  /** Gives what tracks have in a stretch to others, cuboids and the 2D boxes that are linked to them. */
  #rename(
    tx: Transaction,
    frames: readonly FrameId[],
    stretch: Stretch,
    names: ReadonlyMap<TrackId, TrackId>,
  ): number {
    const { document, lives } = this.#options;
    let count = 0;
    for (const frameId of frames) {
      const index = lives.indexOf(frameId);
      if (index === undefined || index < stretch.from || index > stretch.to) continue;
      const moved = [...names].flatMap(([from, to]) => {
        const record = tx.cuboidOf(from, frameId);
        return record === undefined ? [] : [{ record, to }];
      });
      for (const { record } of moved) tx.remove(record.id);
      for (const { record, to } of moved)
        tx.create({ ...record, trackId: to, id: objectIdOf(to, frameId) as CuboidId });
      for (const { id, trackId } of document.recordsIn(frameId).boxes2d) {
        const to = trackId && names.get(trackId);
        if (to !== undefined) tx.update(id, { trackId: to });
      }
      if (moved.length > 0) count++;
    }
    return count;
  }

  #removeIn(tx: Transaction, frames: readonly FrameId[], trackId: TrackId, { from, to }: Stretch): number {
    const { lives } = this.#options;
    return this.#eachOf(tx, frames, trackId, ({ id, frameId }) => {
      const index = lives.indexOf(frameId);
      if (index === undefined || index < from || index > to) return false;
      tx.remove(id);
      return true;
    });
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

  #framesOf(trackId: TrackId): readonly FrameId[] {
    return this.#options.trackUse.framesWith(trackId);
  }

  #framesIn({ from, to }: Stretch): readonly FrameId[] {
    const { frames } = this.#options.state.getState().sequence;
    return frames.slice(from, to + 1).map(({ id }) => id as FrameId);
  }

  /** Ids change with the track: what is selected is what stands there now. */
  #selectedPlaces(): readonly CuboidRecord[] {
    const { document, state } = this.#options;
    return state.getState().selection.flatMap((id) => document.get(id) ?? []);
  }

  #selectAgain(places: readonly CuboidRecord[]): void {
    const { document, state } = this.#options;
    const { frameId } = state.getState();
    if (frameId === undefined) return;
    const present = document.cuboidsIn(frameId);
    const ids = places.flatMap(
      (place) =>
        (present.find(({ id }) => id === place.id) ?? present.find(({ cuboid }) => cuboid === place.cuboid))
          ?.id ?? [],
    );
    state.setState({ selection: [...new Set(ids)] });
  }
}

function requireTrack(tx: Transaction, trackId: TrackId): TrackRecord {
  const track = tx.get(trackId);
  if (track === undefined) throw new Error(`there is no track ${trackId}`);
  return track;
}

/** How much a person had to do with it. */
function weightOf({ provenance, status }: CuboidRecord): number {
  return (status === 'confirmed' ? 2 : 0) + (provenance.keyframe ? 1 : 0);
}
