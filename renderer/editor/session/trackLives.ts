import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { Sighting } from '#shared/labels/sighting.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import type { Sightings } from './labelStore.ts';

/** An object in one frame of its life. */
export interface Seen extends Sighting {
  /** Of the frame, in its sequence. */
  readonly index: number;
}

/** Indices of the frames in which an object is labelled first and last, and in how many it is. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly frames: number;
}

export interface TrackLivesOptions {
  readonly document: LabelDocument;
  readonly sequence: Sequence;
  sightingsIn(frameId: FrameId): Sightings;
}

/** What became of a track, by frame index; undefined: it is not there any more. */
type LifeChanges = ReadonlyMap<number, Seen | undefined>;

const NO_LIFE: readonly Seen[] = [];
const NO_SIGHTINGS: Sightings = new Map();

/** In which frames of the sequence each object is labelled, and how; frames that are not in memory included. */
export class TrackLives {
  /** Counts up whenever a life changes. */
  readonly version: StoreApi<number> = createStore<number>(() => 0);
  readonly #options: TrackLivesOptions;
  readonly #indexes: ReadonlyMap<FrameId, number>;
  /** What the lives were made from, by frame index. */
  readonly #sightings: Sightings[] = [];
  readonly #lives = new Map<TrackId, readonly Seen[]>();

  constructor(options: TrackLivesOptions) {
    this.#options = options;
    this.#indexes = new Map(options.sequence.frames.map(({ id }, index) => [id as FrameId, index]));
    // Lives for as long as the document, which nobody else holds on to.
    options.document.subscribe(({ cause, frames }) => {
      if (cause !== 'preview' && cause !== 'cancel') this.update(frames);
    });
  }

  /** Where the track is labelled, by frame; the same array until that changes. */
  of(trackId: TrackId): readonly Seen[] {
    return this.#lives.get(trackId) ?? NO_LIFE;
  }

  /** From where to where each object that occurs is labelled, and in how many frames. */
  spans(): ReadonlyMap<TrackId, Span> {
    return new Map(
      [...this.#lives].map(([trackId, life]) => [
        trackId,
        { first: life[0]!.index, last: life.at(-1)!.index, frames: life.length },
      ]),
    );
  }

  frameAt(index: number): FrameId | undefined {
    return this.#options.sequence.frames[index]?.id as FrameId | undefined;
  }

  /** Undefined for a frame of another sequence. */
  indexOf(frameId: FrameId): number | undefined {
    return this.#indexes.get(frameId);
  }

  /** Asks again what is known of these frames: one pass over what is labelled in them, however many tracks there are. */
  update(frameIds: Iterable<FrameId>): void {
    const changes = new Map<TrackId, Map<number, Seen | undefined>>();
    for (const frameId of frameIds) {
      const index = this.#indexes.get(frameId);
      if (index === undefined) continue;
      const before = this.#sightings[index] ?? NO_SIGHTINGS;
      const after = this.#options.sightingsIn(frameId);
      this.#sightings[index] = after;
      for (const trackId of new Set([...before.keys(), ...after.keys()])) {
        const sighting = after.get(trackId);
        if (isSame(before.get(trackId), sighting)) continue;
        const changed = changes.get(trackId) ?? new Map<number, Seen | undefined>();
        changes.set(trackId, changed.set(index, sighting && { index, ...sighting }));
      }
    }
    for (const [trackId, changed] of changes) {
      const life = withChanges(this.of(trackId), changed);
      if (life.length > 0) this.#lives.set(trackId, life);
      else this.#lives.delete(trackId);
    }
    if (changes.size > 0) this.version.setState((version) => version + 1, true);
  }
}

/** The life with what became of it in some frames. */
export function withChanges(life: readonly Seen[], changed: LifeChanges): readonly Seen[] {
  const others = life.filter(({ index }) => !changed.has(index));
  const now = [...changed.values()].filter((seen) => seen !== undefined);
  return [...others, ...now].toSorted((a, b) => a.index - b.index);
}

function isSame(a: Sighting | undefined, b: Sighting | undefined): boolean {
  return a?.kind === b?.kind && a?.isConfirmed === b?.isConfirmed;
}
