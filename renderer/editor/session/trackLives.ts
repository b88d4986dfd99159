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

/** In which frames of the sequence each object is labelled, and how; frames that are not in memory included. */
export class TrackLives {
  /** Counts up whenever a life changes. */
  readonly version: StoreApi<number> = createStore<number>(() => 0);
  readonly #options: TrackLivesOptions;
  readonly #frames = new Map<FrameId, Sightings>();
  readonly #lives = new Map<TrackId, readonly Seen[]>();
  readonly #indexes: ReadonlyMap<FrameId, number>;

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
    let life = this.#lives.get(trackId);
    if (life === undefined) {
      life = this.#options.sequence.frames.flatMap(({ id }, index): readonly Seen[] => {
        const sighting = this.#sightingsIn(id as FrameId).get(trackId);
        return sighting === undefined ? [] : [{ index, ...sighting }];
      });
      this.#lives.set(trackId, life);
    }
    return life;
  }

  /** From where to where each object that occurs is labelled, and in how many frames: one look at all of them. */
  spans(): ReadonlyMap<TrackId, Span> {
    const spans = new Map<TrackId, { first: number; last: number; frames: number }>();
    for (const [index, { id }] of this.#options.sequence.frames.entries()) {
      for (const trackId of this.#sightingsIn(id as FrameId).keys()) {
        const span = spans.get(trackId);
        if (span === undefined) spans.set(trackId, { first: index, last: index, frames: 1 });
        else {
          span.last = index;
          span.frames += 1;
        }
      }
    }
    return spans;
  }

  frameAt(index: number): FrameId | undefined {
    return this.#options.sequence.frames[index]?.id as FrameId | undefined;
  }

  /** Undefined for a frame of another sequence. */
  indexOf(frameId: FrameId): number | undefined {
    return this.#indexes.get(frameId);
  }

  /** Asks again what is known of these frames. */
  update(frameIds: Iterable<FrameId>): void {
    let isChanged = false;
    for (const frameId of frameIds) {
      const before = this.#frames.get(frameId);
      if (before === undefined) continue;
      const after = this.#options.sightingsIn(frameId);
      this.#frames.set(frameId, after);
      for (const trackId of new Set([...before.keys(), ...after.keys()])) {
        if (isSame(before.get(trackId), after.get(trackId))) continue;
        this.#lives.delete(trackId);
        isChanged = true;
      }
    }
    if (isChanged) this.version.setState((version) => version + 1, true);
  }

  #sightingsIn(frameId: FrameId): Sightings {
    let sightings = this.#frames.get(frameId);
    if (sightings === undefined) {
      sightings = this.#options.sightingsIn(frameId);
      this.#frames.set(frameId, sightings);
    }
    return sightings;
  }
}

function isSame(a: Sighting | undefined, b: Sighting | undefined): boolean {
  return a?.kind === b?.kind && a?.isConfirmed === b?.isConfirmed;
}
