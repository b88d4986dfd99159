import type { StoreApi } from 'zustand/vanilla';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { roundChanges, roundCuboid } from '#shared/labels/rounding.ts';
import type { Attributes } from '#shared/labels/sidecar.ts';
import type { HistoryEntry, HistoryLabel } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import type { Transaction } from '../document/transaction.ts';
import type { EditorEnvironment } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import { chosenWith } from '../session/chosenCuboids.ts';
import { withShown } from '../session/trackView.ts';
import { withClassShown } from '../session/viewFilter.ts';
import { draftCuboid } from './draftCuboid.ts';
import { editedBy, stampOf, type Authorship, type ShapedBy } from './provenance.ts';
import { sameEdit } from './sameEdit.ts';
import type { TrackUse } from './trackUse.ts';

export interface CuboidEditsOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly environment: EditorEnvironment;
  readonly author: string;
  readonly trackUse: TrackUse;
}

/** What people do to cuboids, each one entry of history. All refuse, saying why, where the frame is read-only. */
export class CuboidEdits {
  readonly #options: CuboidEditsOptions;

  constructor(options: CuboidEditsOptions) {
    this.#options = options;
  }

  /**
   * May the frame on screen be edited, and these cuboids in it? If not, says why beside the work. One that is locked
   * keeps all of them as they are: of a group that belongs together, nobody wants to move a part.
   */
  mayEdit(ids: readonly CuboidId[] = []): boolean {
    const { state } = this.#options;
    const { readOnly, frameId } = state.getState();
    const isLocked = ids.some((id) => this.isLocked(id));
    if (readOnly !== undefined) state.setState({ prompt: { kind: 'read-only', problem: readOnly } });
    else if (isLocked) state.setState({ prompt: { kind: 'locked' } });
    else if (frameId !== undefined && this.#isFrozen([frameId])) return false;
    return readOnly === undefined && frameId !== undefined && !isLocked;
  }

  /** May these tracks be edited in every frame? If not, says why beside the work. */
  mayEditTracks(trackIds: readonly TrackId[]): boolean {
    const { state } = this.#options;
    if (!this.mayEdit()) return false;
    const { locked } = state.getState().trackView;
    const isLocked = trackIds.some((trackId) => locked.has(trackId));
    if (isLocked) state.setState({ prompt: { kind: 'locked' } });
    return !isLocked;
  }

  /** Is one of the frames accepted? Says so beside the work. */
  #isFrozen(frameIds: readonly FrameId[]): boolean {
    const { document, state } = this.#options;
    const frames = frameIds.filter((frameId) => document.isFrozen(frameId));
    if (frames.length > 0) state.setState({ prompt: { kind: 'frozen', frames } });
    return frames.length > 0;
  }

  /** Is the cuboid's track locked in this window? */
  isLocked(id: CuboidId): boolean {
    const { document, state } = this.#options;
    const trackId = document.get(id)?.trackId;
    return trackId !== undefined && state.getState().trackView.locked.has(trackId);
  }

  /** Creates a track and its cuboid in the frame on screen; undefined where that is not allowed. */
  create(cuboid: Cuboid, className: string, by: ShapedBy): CuboidId | undefined {
    const { document, state, environment } = this.#options;
    const { frameId } = state.getState();
    if (frameId === undefined || !this.mayEdit()) return undefined;
    const trackId = environment.newId() as TrackId;
    const draft = draftCuboid(document, {
      frameId,
      trackId,
      cuboid: roundCuboid(cuboid),
      attributes: {},
      provenance: editedBy(undefined, by, this.authorship),
    });
    const number = largestNumber(document.tracks()) + 1;
    document.transact('create', (tx) => {
      tx.create({ type: 'track', id: trackId, number, class: className, attributes: {}, extra: {} });
      tx.create(draft);
    });
    state.setState(({ trackView, filter }) => ({
      trackView: withShown(trackView, [trackId]),
      filter: withClassShown(filter, className),
    }));
    return draft.id;
  }

  /**
   * Gives cuboids of the frame on screen another place, size or rotation, rounded; one entry for all, and for those of the
   * other chosen frames.
   */
  reshape(
    label: HistoryLabel,
    ids: readonly CuboidId[],
    shape: (cuboid: Cuboid, record: CuboidRecord) => Cuboid,
    options: { mergeInto?: HistoryEntry; by?: ShapedBy } = {},
  ): HistoryEntry | undefined {
    const { document } = this.#options;
    const { by = 'manual', ...mergeInto } = options;
    const present = ids.filter((id) => document.get(id) !== undefined);
    if (present.length === 0 || !this.mayEdit(present)) return undefined;
    return document.transact(
      label,
      (tx) => {
        for (const id of present) {
          const record = tx.get(id);
          if (record !== undefined)
            this.writeWithChosen(tx, id, shape(record.cuboid, record), by, roundChanges);
        }
      },
      mergeInto,
    );
  }

  /**
   * Writes a cuboid with its provenance. An unchanged cuboid keeps its own, and its numbers as they were read: that is
   * why rounding, which belongs to the end of an edit, is done here.
   */
  writeCuboid(
    tx: Transaction,
    id: CuboidId,
    cuboid: Cuboid,
    by: ShapedBy,
    round: (after: Cuboid, before: Cuboid) => Cuboid = (exact) => exact,
  ): void {
    const record = tx.get(id);
    if (record === undefined || isSameCuboid(record.cuboid, cuboid)) return;
    tx.update(id, {
      cuboid: round(cuboid, record.cuboid),
      provenance: editedBy(record.provenance, by, this.authorship),
    });
  }

  /** Writes a cuboid, and does the same to its object's in the other frames that are chosen. */
  writeWithChosen(
    tx: Transaction,
    id: CuboidId,
    cuboid: Cuboid,
    by: ShapedBy,
    round?: (after: Cuboid, before: Cuboid) => Cuboid,
  ): void {
    const { document, state } = this.#options;
    const before = tx.get(id)?.cuboid;
    this.writeCuboid(tx, id, cuboid, by, round);
    if (before === undefined || isSameCuboid(before, cuboid)) return;
    for (const other of chosenWith(document, state.getState(), id)) {
      const record = tx.get(other);
      if (record !== undefined)
        this.writeCuboid(tx, other, sameEdit(record.cuboid, before, cuboid), by, round);
    }
  }

  /**
   * Changes the attributes that cuboids have in their frames; one entry for all. Who set their shape, and
   * how, stays as it is.
   */
  setAttributes(
    label: HistoryLabel,
    ids: readonly CuboidId[],
    change: (attributes: Attributes) => Attributes,
  ): void {
    const { document } = this.#options;
    const records = ids.map((id) => document.get(id)).filter((record) => record !== undefined);
    if (records.length === 0 || !this.mayEdit(ids)) return;
    document.transact(label, (tx) => {
      for (const { id, attributes: before, provenance } of records) {
        const attributes = change(before);
        if (attributes === before) continue;
        tx.update(id, { attributes, provenance: { ...provenance, ...stampOf(this.authorship) } });
      }
    });
  }

  /** Deletes cuboids, and each track that is left without any in every frame. Returns how many were deleted. */
  delete(ids: readonly CuboidId[]): number {
    const { document, state, trackUse } = this.#options;
    const records = ids.map((id) => document.get(id)).filter((record) => record !== undefined);
    if (records.length === 0 || !this.mayEdit(ids)) return 0;
    const deleted = new Set(records.map(({ id }) => id));
    const tracks = new Set(records.map(({ trackId }) => trackId));
    document.transact('delete', (tx) => {
      for (const id of deleted) tx.remove(id);
      for (const trackId of tracks) if (!trackUse.isUsedBeside(trackId, deleted)) tx.remove(trackId);
    });
    state.setState({ prompt: { kind: 'deleted', count: deleted.size } });
    return deleted.size;
  }

  /** Changes the class of the cuboids' tracks, for their whole life. */
  setClass(ids: readonly CuboidId[], className: string): void {
    const { document } = this.#options;
    const tracks = new Set(ids.map((id) => document.get(id)?.trackId).filter((id) => id !== undefined));
    if (tracks.size === 0 || !this.mayEdit(ids)) return;
    // The class is the track's, and so it is also that of its cuboids in accepted frames.
    const frames = document.loadedFrames().filter((frameId) => isIn(document.cuboidsIn(frameId), tracks));
    if (this.#isFrozen(frames)) return;
    document.transact('class', (tx) => {
      for (const trackId of tracks) tx.update(trackId, { class: className });
    });
  }

  /** The frame on screen. */
  get frameId(): FrameId | undefined {
    return this.#options.state.getState().frameId;
  }

  /** What is written on labels that change now. */
  get authorship(): Authorship {
    return { author: this.#options.author, nowMs: this.#options.environment.now() };
  }
}

function isIn(cuboids: readonly CuboidRecord[], tracks: ReadonlySet<TrackId>): boolean {
  return cuboids.some(({ trackId }) => tracks.has(trackId));
}

function isSameCuboid(a: Cuboid, b: Cuboid): boolean {
  const other = numbersOf(b);
  return numbersOf(a).every((value, i) => value === other[i]);
}

function numbersOf({ centre, size, rotation }: Cuboid): readonly number[] {
  return [...centre, ...size, ...rotation];
}
