import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { PlacedCuboid } from '#shared/labels/motion/sequenceMotion.ts';
import type { DocumentChange, LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import type { TrackLives } from './trackLives.ts';

/** Where the followed object is, frame by frame. */
export interface KnownPlaces {
  readonly trackId: TrackId | undefined;
  /** By frame, as it was when the last gesture ended: where it is labelled and that is known. */
  readonly placed: readonly PlacedCuboid[];
}

export interface TrackPlacesOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly lives: TrackLives;
  /** Loads labels; answers the frames whose labels cannot be had. */
  ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]>;
}

const NOTHING: KnownPlaces = { trackId: undefined, placed: [] };
/** Frames on either side of the one on screen that are loaded for it. */
const REACH = 200;
/** Frames that are loaded before it is asked again which object is followed. */
const CHUNK = 8;
/** Frames come one by one; nobody has to hear of each. Milliseconds. */
const GATHER = 80;

/**
 * Keeps the places of the followed object, also of frames that leave memory meanwhile: a path is drawn through hundreds
 * of frames, of which only some stay. While somebody holds it, frames that are not in memory are loaded in the background.
 */
export class TrackPlaces {
  readonly store: StoreApi<KnownPlaces> = createStore<KnownPlaces>(() => NOTHING);
  readonly #options: TrackPlacesOptions;
  readonly #known = new Map<number, Cuboid>();
  /** Frames that were asked for, whether or not they could be had. */
  readonly #asked = new Set<number>();
  readonly #stop: (() => void)[] = [];
  #trackId: TrackId | undefined;
  #holders = 0;
  #isLoading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrackPlacesOptions) {
    this.#options = options;
  }

  start(): void {
    const { document, state, lives } = this.#options;
    this.#stop.push(
      document.subscribe((change) => this.#note(change)),
      state.subscribe((now, before) => {
        if (now.followed !== before.followed) this.#follow(now.followed);
        else if (now.frameId !== before.frameId) void this.#load();
      }),
      lives.version.subscribe(() => {
        this.#publishSoon();
        void this.#load();
      }),
    );
    this.#follow(state.getState().followed);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#holders = 0;
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** From now on frames that are not in memory are loaded, until the returned function is called. */
  hold(): () => void {
    this.#holders++;
    void this.#load();
    let isHeld = true;
    return () => {
      if (isHeld) this.#holders--;
      isHeld = false;
    };
  }

  /** What is not in memory may have been changed by others: it is asked for again. */
  refresh(): void {
    this.#follow(this.#trackId);
  }

  #follow(trackId: TrackId | undefined): void {
    const { document, lives } = this.#options;
    this.#trackId = trackId;
    this.#known.clear();
    this.#asked.clear();
    for (const { index } of trackId === undefined ? [] : lives.of(trackId)) {
      const frameId = lives.frameAt(index);
      if (frameId !== undefined && document.isLoaded(frameId)) this.#read(index, frameId);
    }
    this.#publish();
    void this.#load();
  }

  #note({ cause, frames }: DocumentChange): void {
    if (this.#trackId === undefined || cause === 'preview' || cause === 'cancel' || cause === 'unload')
      return;
    const { lives } = this.#options;
    let isChanged = false;
    for (const frameId of frames) {
      const index = lives.indexOf(frameId);
      if (index !== undefined && this.#read(index, frameId)) isChanged = true;
    }
    if (!isChanged) return;
    if (cause === 'load') this.#publishSoon();
    else this.#publish();
  }

  /** Takes over where it is in a frame in memory; is that something new? */
  #read(index: number, frameId: FrameId): boolean {
    const { cuboids } = this.#options.document.committed.recordsIn(frameId);
    const cuboid = cuboids.find(({ trackId }) => trackId === this.#trackId)?.cuboid;
    const before = this.#known.get(index);
    if (cuboid === undefined) this.#known.delete(index);
    else this.#known.set(index, cuboid);
    return cuboid !== before;
  }

  #publishSoon(): void {
    this.#timer ??= setTimeout(() => this.#publish(), GATHER);
  }

  #publish(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const trackId = this.#trackId;
    if (trackId === undefined && this.store.getState() === NOTHING) return;
    const placed = this.#life().flatMap(({ index }): readonly PlacedCuboid[] => {
      const cuboid = this.#known.get(index);
      return cuboid === undefined ? [] : [{ index, cuboid }];
    });
    const next = trackId === undefined ? NOTHING : { trackId, placed };
    if (!isSame(next, this.store.getState())) this.store.setState(next, true);
  }

  #life(): ReturnType<TrackLives['of']> {
    return this.#trackId === undefined ? [] : this.#options.lives.of(this.#trackId);
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      for (let chunk = this.#missing(); chunk.length > 0; chunk = this.#missing()) {
        for (const index of chunk) this.#asked.add(index);
        await this.#options.ensure(chunk.flatMap((index) => this.#options.lives.frameAt(index) ?? []));
      }
    } finally {
      this.#isLoading = false;
    }
  }

  /** The next frames to load, those nearest to the one on screen first. */
  #missing(): readonly number[] {
    const { state, lives } = this.#options;
    const { frameId } = state.getState();
    const here = frameId && lives.indexOf(frameId);
    if (this.#holders === 0 || here === undefined) return [];
    return this.#life()
      .map(({ index }) => index)
      .filter(
        (index) => Math.abs(index - here) <= REACH && !this.#known.has(index) && !this.#asked.has(index),
      )
      .toSorted((a, b) => Math.abs(a - here) - Math.abs(b - here))
      .slice(0, CHUNK);
  }
}

/** Cuboids that were not changed are the same objects. */
function isSame(a: KnownPlaces, b: KnownPlaces): boolean {
  return (
    a.trackId === b.trackId &&
    a.placed.length === b.placed.length &&
    a.placed.every(({ index, cuboid }, i) => index === b.placed[i]!.index && cuboid === b.placed[i]!.cuboid)
  );
}
