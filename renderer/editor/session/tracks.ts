import type { StoreApi } from 'zustand/vanilla';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { sequenceMotion, type SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import type { Diff } from '../document/diff.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import { DerivedCuboids } from '../edits/derivedCuboids.ts';
import { Propagation } from '../edits/propagation.ts';
import { TrackEdits } from '../edits/trackEdits.ts';
import type { CloudQueries, EditorEnvironment } from '../ports.ts';
import type { EditorState } from './editorState.ts';
import type { LabelStore } from './labelStore.ts';
import { TrackLives } from './trackLives.ts';
import { TrackPlaces } from './trackPlaces.ts';
import { Trajectories } from './trajectories.ts';

export interface TracksOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly sequence: Sequence;
  readonly environment: EditorEnvironment;
  readonly edits: CuboidEdits;
  readonly store: LabelStore;
  readonly queries: CloudQueries;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
}

/** Label files that are asked for side by side. */
const LOADS_AT_ONCE = 4;

/** Objects through time: where they are labelled, what is derived from that, and what people do to it. */
export class Tracks {
  readonly lives: TrackLives;
  readonly edits: TrackEdits;
  readonly propagation: Propagation;
  /** When the frames are, and where the vehicle is in them. */
  readonly motion: SequenceMotion;
  /** Where the followed object is. */
  readonly places: TrackPlaces;
  /** The paths that views draw. */
  readonly trajectories: Trajectories;
  readonly #options: TracksOptions;
  readonly #derived: DerivedCuboids;
  readonly #stop: (() => void)[] = [];

  constructor(options: TracksOptions) {
    const { document, sequence, edits, store } = options;
    this.#options = options;
    const sightingsIn = (frameId: FrameId) => store.sightingsIn(frameId);
    this.lives = new TrackLives({ document, sequence, sightingsIn });
    const { lives } = this;
    const motion = sequenceMotion(sequence);
    this.motion = motion;
    const derived = new DerivedCuboids({ document, lives, motion, authorship: () => edits.authorship });
    this.#derived = derived;
    const ensure = (frameIds: readonly FrameId[]): Promise<readonly FrameId[]> => this.ensure(frameIds);
    const shared = { ...options, lives, motion, ensure };
    this.edits = new TrackEdits({ ...shared, derived, trackUse: store });
    this.propagation = new Propagation(shared);
    this.places = new TrackPlaces(shared);
    const { places } = this;
    this.trajectories = new Trajectories({ ...shared, places });
  }

  /** From now on what is interpolated follows its keyframes. */
  start(): void {
    const { document, state } = this.#options;
    document.follow = (tx, diff) => this.#derived.follow(tx, diff);
    this.#stop.push(
      () => {
        document.follow = undefined;
      },
      document.subscribe(({ cause, diff }) => {
        if (cause === 'commit') void this.#catchUp(diff);
      }),
      state.subscribe(({ selection }, before) => {
        // Ahead of an edit, so that all of it is one step.
        if (selection !== before.selection) void this.ensure(this.framesOfSelection());
      }),
      state.subscribe(({ selection, frameId }, before) => {
        const last = selection.at(-1);
        const trackId = last && document.get(last)?.trackId;
        if (selection === before.selection) return;
        // Gone with the frame, not let go by the person.
        if (trackId === undefined && frameId !== before.frameId) return;
        if (trackId !== state.getState().followed) state.setState({ followed: trackId });
      }),
    );
    this.places.start();
    this.trajectories.start();
  }

  dispose(): void {
    this.propagation.stop();
    this.trajectories.dispose();
    this.places.dispose();
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** Loads labels; answers the frames whose labels cannot be had. */
  async ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]> {
    const { store } = this.#options;
    const isLoaded = await mapConcurrently(frameIds, LOADS_AT_ONCE, (frameId) =>
      store.load(frameId).then(
        ({ problem }) => problem === undefined,
        () => false,
      ),
    );
    return frameIds.filter((_, i) => isLoaded[i] === false);
  }

  /** Frames that an edit of the selected objects has to do with. */
  framesOfSelection(): readonly FrameId[] {
    const { document, state } = this.#options;
    return state.getState().selection.flatMap((id) => {
      const record = document.get(id);
      const index = record && this.lives.indexOf(record.frameId);
      return record === undefined || index === undefined
        ? []
        : this.#derived.framesAbout(record.trackId, index);
    });
  }

  /** Frames that should have followed an edit and were not loaded follow as soon as they are. */
  async #catchUp(diff: Diff): Promise<void> {
    const missing = this.#derived.missing(diff);
    if (missing.length === 0) return;
    const { document } = this.#options;
    const entry = document.history.next('undo');
    await this.ensure(missing);
    await gestureOver(document);
    const isNewest = entry !== undefined && entry === document.history.next('undo');
    const follow = document.follow;
    if (follow === undefined) return;
    document.transact('interpolate', (tx) => follow(tx, diff), isNewest ? { mergeInto: entry } : {});
  }
}

function gestureOver(document: LabelDocument): Promise<void> {
  if (!document.isGestureRunning) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = document.subscribe(() => {
      if (document.isGestureRunning) return;
      stop();
      resolve();
    });
  });
}
