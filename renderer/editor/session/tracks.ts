import type { StoreApi } from 'zustand/vanilla';
import type { Sequence } from '#shared/dataset/dataset.ts';
import {
  sequenceMotion,
  withEstimatedPoses,
  type SequenceMotion,
} from '#shared/labels/motion/sequenceMotion.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import type { Diff } from '../document/diff.ts';
import type { HistoryEntry } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import { DerivedCuboids } from '../edits/derivedCuboids.ts';
import type { LoadsFrames } from '../edits/loadsFrames.ts';
import { LongWork } from '../edits/longWork.ts';
import { Propagation } from '../edits/propagation.ts';
import { Refinement } from '../edits/refinement.ts';
import { TrackEdits } from '../edits/trackEdits.ts';
import type { CloudQueries, EditorEnvironment, EgoMotionSource } from '../ports.ts';
import { bestFrame, type BestFrame } from './bestFrame.ts';
import { ChosenFrames } from './chosenFrames.ts';
import type { EditorState } from './editorState.ts';
import { EgoMotion } from './egoMotion.ts';
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
  readonly egoMotionSource: EgoMotionSource;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
  goToFrame(frameId: FrameId): Promise<void>;
}

/** Label files that are asked for side by side. */
const LOADS_AT_ONCE = 4;
/** More frames than that are not loaded ahead of an edit that may never come, but after it. */
const MOST_AHEAD = 256;

/** Objects through time: where they are labelled, what is derived from that, and what people do to it. */
export class Tracks {
  readonly lives: TrackLives;
  readonly edits: TrackEdits;
  /** What goes through many frames now, a propagation or a refinement. */
  readonly work = new LongWork();
  readonly propagation: Propagation;
  readonly refinement: Refinement;
  readonly egoMotion: EgoMotion;
  /** Where the followed object is. */
  readonly places: TrackPlaces;
  /** Frames of the followed object that are edited together. */
  readonly chosen: ChosenFrames;
  /** The paths that views draw. */
  readonly trajectories: Trajectories;
  readonly #options: TracksOptions;
  readonly #derived: DerivedCuboids;
  #motion: SequenceMotion;
  readonly #stop: (() => void)[] = [];
  /** What follows edits that were made, and waits for frames. */
  readonly #following = new Set<Promise<void>>();
  /** Serials of edits that were undone before all had followed; done again, they go on. */
  readonly #unfollowed = new Set<number>();

  constructor(options: TracksOptions) {
    const { document, sequence, edits, store } = options;
    this.#options = options;
    const sightingsIn = (frameId: FrameId) => store.sightingsIn(frameId);
    this.lives = new TrackLives({ document, sequence, sightingsIn });
    const { lives } = this;
    this.#motion = sequenceMotion(sequence);
    const motionOf = (): SequenceMotion => this.#motion;
    const authorship = () => edits.authorship;
    const derived = new DerivedCuboids({ document, lives, motionOf, trackUse: store, authorship });
    this.#derived = derived;
    this.egoMotion = new EgoMotion({
      source: options.egoMotionSource,
      total: Math.max(0, sequence.frames.length - 1),
      use: (segments) => {
        this.#motion = withEstimatedPoses(this.#motion, segments);
        this.trajectories.refresh();
      },
    });
    const { work } = this;
    const shared: typeof options &
      LoadsFrames & { lives: TrackLives; work: LongWork; motionOf(): SequenceMotion } = {
      ...options,
      lives,
      work,
      motionOf,
      ensure: (frameIds) => this.ensure(frameIds),
      withFrames: (frameIds, deed) => this.withFrames(frameIds, deed),
    };
    this.edits = new TrackEdits({ ...shared, derived, trackUse: store });
    this.propagation = new Propagation(shared);
    this.refinement = new Refinement(shared);
    this.places = new TrackPlaces(shared);
    this.chosen = new ChosenFrames({ ...shared, hold: (frameIds) => store.hold(frameIds) });
    const { places } = this;
    this.trajectories = new Trajectories({ ...shared, places });
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
        if (cause === 'commit' || cause === 'redo') this.#catchUp(cause, diff);
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
        // Deleted here, the object may be looked for in other frames.
        if (trackId === undefined && this.#isOnlyGoneHere(before)) return;
        if (trackId !== state.getState().followed) state.setState({ followed: trackId });
      }),
    );
    this.places.start();
    this.chosen.start();
    this.trajectories.start();
  }

  /** Resolves when what was under way is in the document. */
  async dispose(): Promise<void> {
    this.work.stop();
    this.egoMotion.stop();
    this.trajectories.dispose();
    this.places.dispose();
    this.chosen.dispose();
    await this.work.idle();
    while (this.#following.size > 0) await Promise.all(this.#following);
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

  /**
   * Does something while labels are loaded, which nobody forgets until it is done; it is told the frames whose labels
   * cannot be had.
   */
  async withFrames<Result>(
    frameIds: readonly FrameId[],
    work: (unread: readonly FrameId[]) => Result | Promise<Result>,
  ): Promise<Result> {
    const release = this.#options.store.hold(frameIds);
    try {
      return await work(await this.ensure(frameIds));
    } finally {
      release();
    }
  }

  /** Frames that an edit of the selected objects has to do with; none where they are too many to be loaded ahead of it. */
  framesOfSelection(): readonly FrameId[] {
    const { document, state } = this.#options;
    const about = state.getState().selection.flatMap((id) => {
      const record = document.get(id);
      const index = record && this.lives.indexOf(record.frameId);
      return record === undefined || index === undefined
        ? []
        : this.#derived.framesAbout(record.trackId, index);
    });
    const frames = new Set(about);
    return frames.size > MOST_AHEAD ? [] : [...frames];
  }

  /** Was what had been selected deleted, and not let go, while its object lives on elsewhere? */
  #isOnlyGoneHere({ selection, followed }: EditorState): boolean {
    const { document } = this.#options;
    const last = selection.at(-1);
    const isGone = last !== undefined && document.get(last) === undefined;
    return isGone && followed !== undefined && document.get(followed) !== undefined;
  }

  /** Frames that should have followed an edit and were not loaded follow as soon as they are, as part of it. */
  #catchUp(cause: 'commit' | 'redo', diff: Diff): void {
    const entry = this.#options.document.history.next('undo');
    if (entry === undefined || (cause === 'redo' && !this.#unfollowed.delete(entry.serial))) return;
    const missing = this.#derived.missing(diff);
    if (cause === 'commit' && missing.length === 0) return;
    const following = this.#follow(diff, missing, entry).finally(() => this.#following.delete(following));
    this.#following.add(following);
  }

  #follow(diff: Diff, missing: readonly FrameId[], entry: HistoryEntry): Promise<void> {
    const { document } = this.#options;
    return this.withFrames(missing, () =>
      document.whenIdle(() => {
        // Undone meanwhile, it left those frames as they should be.
        if (!document.history.holds(entry)) this.#unfollowed.add(entry.serial);
        else document.transact('interpolate', (tx) => this.#derived.follow(tx, diff), { mergeInto: entry });
      }),
    );
  }
}
