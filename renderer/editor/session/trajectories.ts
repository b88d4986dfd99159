import type { StoreApi } from 'zustand/vanilla';
import type { PlacedCuboid, SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import {
  trajectoryIn,
  whyNoTrajectory,
  type NoTrajectory,
  type TrajectoryPlace,
} from '#shared/labels/motion/trajectory.ts';
import type { DocumentChange, LabelDocument } from '../document/labelDocument.ts';
import type { TrackId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import type { TrackLives } from './trackLives.ts';
import type { TrackPlaces } from './trackPlaces.ts';
import { isShown } from './trackView.ts';

/** Whose paths are drawn. */
export type TrajectoryMode = EditorState['trajectories'];

export interface TrajectoryPoint extends TrajectoryPlace {
  readonly isKeyframe: boolean;
}

/** The path of an object over the ground, in the label frame of the frame on screen. */
export interface Trajectory {
  readonly trackId: TrackId;
  readonly className: string;
  /** It is selected, or followed: the others are drawn fainter. */
  readonly isForemost: boolean;
  /** Two at least, by frame. */
  readonly points: readonly TrajectoryPoint[];
  /** Of the frame on screen: what is before is the past. */
  readonly here: number;
}

export interface TrajectoriesOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly lives: TrackLives;
  readonly places: TrackPlaces;
  motionOf(): SequenceMotion;
}

/** Of objects that are not followed, the path is drawn this many frames on either side, as far as these are in memory. */
const REACH = 50;

/** The paths that views draw. They are computed when somebody draws them, and kept until something changes. */
export class Trajectories {
  readonly #options: TrajectoriesOptions;
  readonly #listeners = new Set<() => void>();
  readonly #stop: (() => void)[] = [];
  #cache = new Map<TrackId, Trajectory | undefined>();
  #shown: readonly Trajectory[] | undefined;
  #release: (() => void) | undefined;

  constructor(options: TrajectoriesOptions) {
    this.#options = options;
  }

  start(): void {
    const { document, state, places } = this.#options;
    this.#stop.push(
      document.subscribe((change) => this.#followDocument(change)),
      places.store.subscribe(() => this.#forget()),
      state.subscribe((now, before) => {
        if (now.trajectories !== before.trajectories) this.#hold();
        if (
          now.frameId !== before.frameId ||
          now.selection !== before.selection ||
          now.trajectories !== before.trajectories ||
          now.trackView !== before.trackView ||
          now.filter !== before.filter
        )
          this.#forget();
      }),
    );
    this.#hold();
  }

  dispose(): void {
    this.#release?.();
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** The poses are other ones. */
  refresh(): void {
    this.#hold();
    this.#forget();
  }

  /** Calls the listener when {@link shown} may have changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A running drag included; the same array until something changes. */
  get shown(): readonly Trajectory[] {
    this.#shown ??= this.#compute();
    return this.#shown;
  }

  /** Why none can be drawn in the frame on screen. */
  get whyNone(): NoTrajectory | undefined {
    const here = this.#here;
    return here === undefined ? undefined : whyNoTrajectory(this.#options.motionOf(), here);
  }

  get #here(): number | undefined {
    const { frameId } = this.#options.state.getState();
    return frameId && this.#options.lives.indexOf(frameId);
  }

  /** Frames are loaded for what is drawn only. */
  #hold(): void {
    const { state, places } = this.#options;
    const isDrawn =
      state.getState().trajectories !== 'none' && this.#options.motionOf().worldFromLabel.some(Boolean);
    if (!isDrawn) this.#release?.();
    this.#release = isDrawn ? (this.#release ?? places.hold()) : undefined;
  }

  #followDocument({ cause, ids, tracks }: DocumentChange): void {
    const { document, state } = this.#options;
    const { trajectories, selection } = state.getState();
    if (trajectories === 'none') return;
    if (cause === 'preview') {
      for (const id of ids) {
        const record = document.get(id);
        if (record?.type === 'cuboid' && this.#cache.has(record.trackId)) this.#forget(record.trackId);
      }
      return;
    }
    // What is followed is told of by its places; frames that come and go concern only the others.
    const isOfOthers = trajectories === 'all' || selection.length > 1;
    if ((cause === 'load' || cause === 'unload') && !isOfOthers && tracks.size === 0) return;
    this.#forget();
  }

  #forget(trackId?: TrackId): void {
    if (trackId === undefined) this.#cache = new Map();
    else this.#cache.delete(trackId);
    const hadNone = this.#shown?.length === 0;
    this.#shown = undefined;
    // With nothing drawn before and nothing now there is nothing to draw anew.
    if (hadNone && this.shown.length === 0) return;
    for (const listener of this.#listeners) listener();
  }

  #compute(): readonly Trajectory[] {
    const { document, state } = this.#options;
    const { trajectories, followed, selection, trackView, filter } = state.getState();
    const here = this.#here;
    if (trajectories === 'none' || here === undefined || this.whyNone !== undefined) return [];
    const foremost = new Set(
      [followed, ...selection.map((id) => document.get(id)?.trackId)].filter((id) => id !== undefined),
    );
    const others = trajectories === 'all' ? document.tracks().map(({ id }) => id) : [];
    const wanted = [...others.filter((id) => !foremost.has(id)), ...foremost].filter((id) => {
      const isHidden = !foremost.has(id) && filter.hiddenClasses.has(document.get(id)?.class ?? '');
      return isShown(trackView, id) && !isHidden;
    });
    const unknown = wanted.filter((id) => !this.#cache.has(id));
    const placed = this.#placesOf(unknown, here);
    for (const id of unknown)
      this.#cache.set(id, this.#trajectoryOf(id, placed.get(id) ?? [], here, foremost.has(id)));
    return wanted.flatMap((id) => this.#cache.get(id) ?? []);
  }

  #trajectoryOf(
    trackId: TrackId,
    placed: readonly PlacedCuboid[],
    here: number,
    isForemost: boolean,
  ): Trajectory | undefined {
    const { document, lives, motionOf } = this.#options;
    const motion = motionOf();
    const places = trajectoryIn(motion, placed, here);
    if (places.length < 2) return undefined;
    const keyframes = new Set(
      lives
        .of(trackId)
        .filter(({ kind }) => kind === 'keyframe')
        .map(({ index }) => index),
    );
    const points = places.map(({ index, position }) => ({
      index,
      position,
      isKeyframe: keyframes.has(index),
    }));
    return { trackId, className: document.get(trackId)?.class ?? '', isForemost, points, here };
  }

  /** Of the followed object all that is known, of others what is in memory. */
  #placesOf(trackIds: readonly TrackId[], here: number): ReadonlyMap<TrackId, readonly PlacedCuboid[]> {
    const { document, lives, places } = this.#options;
    const known = places.store.getState();
    const found = new Map<TrackId, Map<number, PlacedCuboid>>(trackIds.map((id) => [id, new Map()]));
    const own = known.trackId && found.get(known.trackId);
    for (const place of own === undefined ? [] : known.placed) own?.set(place.index, place);
    for (const frameId of document.loadedFrames()) {
      const index = lives.indexOf(frameId);
      if (index === undefined || Math.abs(index - here) > REACH) continue;
      for (const { trackId, cuboid } of document.cuboidsIn(frameId))
        found.get(trackId)?.set(index, { index, cuboid });
    }
    return new Map([...found].map(([id, byFrame]) => [id, [...byFrame.values()]]));
  }
}
