import type { StoreApi } from 'zustand/vanilla';
import type { Sequence } from '#shared/dataset/dataset.ts';
import {
  sequenceMotion,
  withEstimatedPoses,
  type SequenceMotion,
} from '#shared/labels/motion/sequenceMotion.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import type { Diff } from '../document/diff.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import { DerivedCuboids } from '../edits/derivedCuboids.ts';
import { Propagation } from '../edits/propagation.ts';
import { TrackEdits } from '../edits/trackEdits.ts';
import type { CloudQueries, EditorEnvironment, EgoMotionSource } from '../ports.ts';
import { bestFrame, type BestFrame } from './bestFrame.ts';
import type { EditorState } from './editorState.ts';
import { EgoMotion } from './egoMotion.ts';
import type { LabelStore } from './labelStore.ts';
import { TrackLives } from './trackLives.ts';

export interface TracksOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly sequence: Sequence;
  readonly environment: EditorEnvironment;
  readonly edits: CuboidEdits;
  readonly store: LabelStore;
  readonly queries: CloudQueries;
  readonly egoMotionSource: EgoMotionSource;
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
  readonly egoMotion: EgoMotion;
  readonly #options: TracksOptions;
  readonly #derived: DerivedCuboids;
  #motion: SequenceMotion;
  readonly #stop: (() => void)[] = [];

  constructor(options: TracksOptions) {
    const { document, sequence, edits, store } = options;
    this.#options = options;
    const sightingsIn = (frameId: FrameId) => store.sightingsIn(frameId);
    this.lives = new TrackLives({ document, sequence, sightingsIn });
    const { lives } = this;
    this.#motion = sequenceMotion(sequence);
    const motionOf = (): SequenceMotion => this.#motion;
    const derived = new DerivedCuboids({ document, lives, motionOf, authorship: () => edits.authorship });
    this.#derived = derived;
    this.egoMotion = new EgoMotion({
      source: options.egoMotionSource,
      total: Math.max(0, sequence.frames.length - 1),
      use: (segments) => {
        this.#motion = withEstimatedPoses(this.#motion, segments);
      },
    });
    const ensure = (frameIds: readonly FrameId[]): Promise<readonly FrameId[]> => this.ensure(frameIds);
    const shared = { ...options, lives, motionOf, ensure };
    this.edits = new TrackEdits({ ...shared, derived, trackUse: store });
    this.propagation = new Propagation(shared);
  }

  /** When the frames are, and how the label frame of each lies in the world as far as that is known. */
  get motion(): SequenceMotion {
    return this.#motion;
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
  }

  dispose(): void {
    this.propagation.stop();
    this.egoMotion.stop();
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

  /** Where the object has the most points; undefined where no label file says how many it has. */
  bestFrame(trackId: TrackId): Promise<BestFrame | undefined> {
    const { document, state, store } = this.#options;
    return bestFrame(trackId, {
      store,
      lives: this.lives,
      state: state.getState(),
      cuboidIn: (id, frameId) => document.cuboidsIn(frameId).find((record) => record.trackId === id)?.id,
      ensure: (frameIds) => this.ensure(frameIds),
    });
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
