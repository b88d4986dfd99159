import type { StoreApi } from 'zustand/vanilla';
import { toHostFailure } from '#shared/host/failure.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { HistoryLabel } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId, TrackRecord } from '../document/records.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import type { EditorEnvironment } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import { withShown } from '../session/trackView.ts';
import type { CuboidEdits } from './cuboidEdits.ts';
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
}

/** A cuboid and its track as they were when they were copied. */
interface Copy {
  readonly record: CuboidRecord;
  readonly track: TrackRecord;
}

/**
 * Puts what is labelled already elsewhere: beside itself, or into the frame on screen. Each is one entry of history, and
 * what it made is selected and shown.
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
    this.#put('duplicate', this.#copiesOf(ids), () => false);
  }

  /** Keeps them as they are now, for {@link paste}. */
  copy(ids: readonly CuboidId[]): void {
    this.#clipboard = this.#copiesOf(ids);
    this.#options.state.setState({ prompt: { kind: 'copied', count: this.#clipboard.length } });
  }

  /** Puts what was copied into the frame on screen: the same objects where it lacks them, else others like them. */
  paste(): void {
    const { document } = this.#options;
    const present = this.#tracksOnScreen();
    this.#put(
      'paste',
      this.#clipboard,
      ({ track }) => !present.has(track.id) && document.get(track.id) !== undefined,
    );
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
    const count = this.#put(
      'propagate',
      copies.filter(({ track }) => !present.has(track.id)),
      () => true,
    );
    if (count !== undefined) state.setState({ prompt: { kind: 'taken', count } });
  }

  /** How many were made; undefined where that is not allowed. */
  #put(
    label: HistoryLabel,
    copies: readonly Copy[],
    keepsTrack: (copy: Copy) => boolean,
  ): number | undefined {
    const { document, state, edits, interrupt } = this.#options;
    const { frameId } = state.getState();
    interrupt();
    if (frameId === undefined || !edits.mayEdit()) return undefined;
    const made: CuboidRecord[] = [];
    document.transact(label, (tx) => {
      const standing = document.cuboidsIn(frameId).map(({ cuboid }) => cuboid);
      let number = largestNumber(document.tracks());
      for (const copy of copies) {
        const isSame = keepsTrack(copy);
        const track = isSame ? copy.track : this.#trackLike(copy.track, ++number);
        const record = this.#cuboidLike(copy.record, frameId, track.id, isSame, standing);
        if (!isSame) tx.create(track);
        tx.create(record);
        made.push(record);
        standing.push(record.cuboid);
      }
    });
    if (made.length === 0) return 0;
    const trackIds = made.map(({ trackId }) => trackId);
    state.setState(({ trackView }) => ({
      trackView: withShown(trackView, trackIds),
      selection: made.map(({ id }) => id),
    }));
    return made.length;
  }

  #trackLike({ class: className, attributes }: TrackRecord, number: number): TrackRecord {
    const id = this.#options.environment.newId() as TrackId;
    return { type: 'track', id, number, class: className, attributes, extra: {} };
  }

  /** The same object stays exactly where it was in the other frame; another one must not lie on the first unseen. */
  #cuboidLike(
    { cuboid, attributes }: CuboidRecord,
    frameId: FrameId,
    trackId: TrackId,
    isSame: boolean,
    standing: CuboidRecord['cuboid'][],
  ): CuboidRecord {
    const { authorship } = this.#options.edits;
    return {
      type: 'cuboid',
      id: objectIdOf(trackId, frameId) as CuboidId,
      frameId,
      trackId,
      cuboid: isSame ? cuboid : freePlace(cuboid, standing),
      attributes,
      provenance: isSame ? propagatedBy(authorship) : editedBy(undefined, 'manual', authorship),
      status: 'draft',
      extra: {},
    };
  }

  #copiesOf(ids: readonly CuboidId[]): readonly Copy[] {
    const { document } = this.#options;
    return ids.flatMap((id): readonly Copy[] => {
      const record = document.get(id);
      const track = record && document.get(record.trackId);
      return record === undefined || track === undefined ? [] : [{ record, track }];
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
