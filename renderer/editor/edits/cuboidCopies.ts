import type { StoreApi } from 'zustand/vanilla';
import { toHostFailure } from '#shared/host/failure.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { bottomOf, onGround, type GroundHeight } from '../tools/groundHit.ts';
import type { HistoryLabel } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId, TrackRecord } from '../document/records.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import type { EditorEnvironment } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import { withShown } from '../session/trackView.ts';
import { withClassShown } from '../session/viewFilter.ts';
import { Carry, createCopy, type MadeCopy } from './carry.ts';
import type { CuboidEdits } from './cuboidEdits.ts';
import { draftCuboid } from './draftCuboid.ts';
import { freePlace } from './freePlace.ts';
import { editedBy, propagatedBy } from './provenance.ts';

export interface CuboidCopiesOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly environment: EditorEnvironment;
  readonly edits: CuboidEdits;
  /** Brings a frame's labels into the document; `problem`: why they cannot be read. Rejects with a HostError. */
  loadFrame(frameId: FrameId): Promise<{ readonly problem: Problem | undefined }>;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
  readonly groundHeight: GroundHeight;
}

/** A cuboid and its track as they were when they were copied. */
interface Copy {
  readonly record: CuboidRecord;
  readonly track: TrackRecord;
  /** How far its bottom was above the ground, metres. */
  readonly aboveGround: number;
}

/**
 * Puts what is labelled already elsewhere: beside itself, where it is carried to, or into the frame on screen. Each is
 * one entry of history, and what it made is selected and shown.
 */
export class CuboidCopies {
  readonly #options: CuboidCopiesOptions;
  #clipboard: readonly Copy[] = [];

  constructor(options: CuboidCopiesOptions) {
    this.#options = options;
  }

  get canPaste(): boolean {
    return this.#clipboard.length > 0;
  }

  /** Another object of the same class and size beside each. */
  duplicate(ids: readonly CuboidId[]): void {
    this.#put('duplicate', (frameId) => this.#beside(this.#copiesOf(ids), frameId));
  }

  /** Keeps them as they are now, for pasting. */
  copy(ids: readonly CuboidId[]): void {
    this.#clipboard = this.#copiesOf(ids);
    this.#options.state.setState({ prompt: { kind: 'copied', count: this.#clipboard.length } });
  }

  /** Puts what was copied and the frame on screen lacks where it was, as the same objects; false: it lacks none. */
  pasteMissing(): boolean {
    const { document } = this.#options;
    const present = this.#tracksOnScreen();
    const missing = this.#clipboard.filter(
      ({ track }) => !present.has(track.id) && document.get(track.id) !== undefined,
    );
    if (missing.length > 0) this.#put('paste', (frameId) => this.#same(missing, frameId));
    return missing.length > 0;
  }

  /** Puts others like those that were copied where they were, or beside what stands there. */
  pasteBeside(): void {
    this.#put('paste', (frameId) => this.#beside(this.#clipboard, frameId));
  }

  /** Others like those that were copied, to be carried to where they belong; undefined where that is not allowed. */
  carry(): Carry | undefined {
    const { document, state, groundHeight } = this.#options;
    const frameId = this.#editable();
    if (frameId === undefined) return undefined;
    const { selection } = state.getState();
    const heights = this.#clipboard.map(({ aboveGround }) => aboveGround);
    const made = this.#others(this.#clipboard, frameId);
    // Keys are about what hangs on the pointer, not about what it was copied from.
    this.#show(made);
    const restore = (): void => state.setState({ selection });
    return new Carry(document.beginGesture('paste'), made, { heights, groundHeight }, restore);
  }

  /** The frame before the one on screen. */
  get previousFrame(): FrameId | undefined {
    const { frameId, sequence } = this.#options.state.getState();
    const index = sequence.frames.findIndex(({ id }) => id === frameId);
    return sequence.frames[index - 1]?.id as FrameId | undefined;
  }

  /** Puts the objects of the previous frame that this one lacks where they were, and says how many. */
  async takeFromPrevious(): Promise<void> {
    const { document, state, edits } = this.#options;
    const [{ frameId }, previous] = [state.getState(), this.previousFrame];
    if (previous === undefined || !edits.mayEdit()) return;
    const problem = await this.#problemOf(previous);
    // Another frame has come meanwhile: it is not the one that was meant.
    if (state.getState().frameId !== frameId) return;
    if (problem !== undefined) {
      state.setState({ prompt: { kind: 'not-taken', problem } });
      return;
    }
    const present = this.#tracksOnScreen();
    const copies = this.#copiesOf(document.cuboidsIn(previous).map(({ id }) => id));
    const missing = copies.filter(({ track }) => !present.has(track.id));
    const count = this.#put('propagate', (here) => this.#same(missing, here));
    if (count !== undefined) state.setState({ prompt: { kind: 'taken', count } });
  }

  /** How many were made; undefined where that is not allowed. */
  #put(label: HistoryLabel, make: (frameId: FrameId) => readonly MadeCopy[]): number | undefined {
    const frameId = this.#editable();
    if (frameId === undefined) return undefined;
    const made = make(frameId);
    this.#options.document.transact(label, (tx) => {
      for (const copy of made) createCopy(tx, copy);
    });
    if (made.length > 0) this.#show(made);
    return made.length;
  }

  /** The frame on screen, if it may be edited; a running gesture is ended. */
  #editable(): FrameId | undefined {
    const { edits, interrupt } = this.#options;
    interrupt();
    return edits.mayEdit() ? edits.frameId : undefined;
  }

  #show(made: readonly MadeCopy[]): void {
    const { document, state } = this.#options;
    const trackIds = made.map(({ record }) => record.trackId);
    const classes = made.map(({ record, track }) => (track ?? document.get(record.trackId))?.class ?? '');
    state.setState(({ trackView, filter }) => ({
      trackView: withShown(trackView, trackIds),
      filter: classes.reduce(withClassShown, filter),
      selection: made.map(({ record }) => record.id),
    }));
  }

  /** The same objects, exactly where they were in the other frame. */
  #same(copies: readonly Copy[], frameId: FrameId): readonly MadeCopy[] {
    const { document, edits } = this.#options;
    const provenance = propagatedBy(edits.authorship);
    return copies.map(({ record: { cuboid, attributes }, track }) => ({
      record: draftCuboid(document, { frameId, trackId: track.id, cuboid, attributes, provenance }),
      track: undefined,
    }));
  }

  /** Other objects of the same classes, where those stand. */
  #others(copies: readonly Copy[], frameId: FrameId): readonly MadeCopy[] {
    const { document, environment, edits } = this.#options;
    const provenance = editedBy(undefined, 'manual', edits.authorship);
    const first = largestNumber(document.tracks()) + 1;
    return copies.map(({ record, track: { class: className, attributes } }, i) => {
      const trackId = environment.newId() as TrackId;
      const placed = { frameId, trackId, cuboid: record.cuboid, attributes: record.attributes, provenance };
      return {
        record: draftCuboid(document, placed),
        track: { type: 'track', id: trackId, number: first + i, class: className, attributes, extra: {} },
      };
    });
  }

  /** Other objects, none of which lies on another unseen. */
  #beside(copies: readonly Copy[], frameId: FrameId): readonly MadeCopy[] {
    const standing = this.#options.document.cuboidsIn(frameId).map(({ cuboid }) => cuboid);
    return this.#others(copies, frameId).map(({ record, track }) => {
      const cuboid = freePlace(record.cuboid, standing);
      standing.push(cuboid);
      return { record: { ...record, cuboid }, track };
    });
  }

  #copiesOf(ids: readonly CuboidId[]): readonly Copy[] {
    const { document, groundHeight } = this.#options;
    return ids.flatMap((id): readonly Copy[] => {
      const record = document.get(id);
      const track = record && document.get(record.trackId);
      if (record === undefined || track === undefined) return [];
      const [x, y, z] = bottomOf(record.cuboid);
      return [{ record, track, aboveGround: z - onGround([x, y, z], groundHeight)[2] }];
    });
  }

  #tracksOnScreen(): ReadonlySet<TrackId> {
    const { document, edits } = this.#options;
    const { frameId } = edits;
    return new Set(frameId === undefined ? [] : document.cuboidsIn(frameId).map(({ trackId }) => trackId));
  }

  async #problemOf(frameId: FrameId): Promise<Problem | undefined> {
    try {
      return (await this.#options.loadFrame(frameId)).problem;
    } catch (error) {
      const { problem } = toHostFailure(error);
      return problem ?? { code: 'file.unreadable', severity: 'error', path: frameId };
    }
  }
}
