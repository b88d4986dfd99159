import type { Vec3 } from '../../geometry/vec3.ts';
import { isSameList } from '../memo.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import { velocityBetween } from './relativeVelocities.ts';
import { RankedSamples, type KeptSample, type SampleOffer } from './rankedSamples.ts';
import type { SightSample } from './sightSample.ts';

/** Per camera: more do not make its shift better known, and a long drive has hundreds of thousands. */
const MOST = 600;

/** Keeps an even choice of samples, the same whatever the order in which frames are added, and where objects were. */
export class SampleKeeper {
  readonly #cameras = new Map<string, RankedSamples>();
  /** By the frame's index, which stands for the frame here. */
  readonly #moments = new Map<number, Moment>();

  /** A frame and what it offers on each camera; one that is added again replaces what it was. */
  set(frame: QualityFrame, offers: ReadonlyMap<string, readonly SampleOffer[]>): void {
    const { id, index } = frame;
    const changed = this.#place(frame);
    for (const [camera, ofCamera] of this.#cameras) {
      ofCamera.loseVelocities(index, changed);
      if (!offers.has(camera)) ofCamera.replace(id, index, []);
    }
    for (const [camera, offered] of offers) {
      const ofCamera = this.#cameras.get(camera) ?? new RankedSamples();
      this.#cameras.set(camera, ofCamera);
      ofCamera.replace(id, index, offered);
    }
  }

  /** The same lists as before where nothing has changed. */
  cameras(): readonly (readonly [camera: string, samples: readonly KeptSample[]])[] {
    return [...this.#cameras].map(([camera, ofCamera]) => [
      camera,
      ofCamera.first(MOST, (sample) => this.#velocityOf(sample)),
    ]);
  }

  /** Answers the tracks that are elsewhere than they were in this frame, or at another time. */
  #place({ index, objects, timeSeconds }: QualityFrame): ReadonlySet<string> {
    const before = this.#moments.get(index);
    const places = new Map(objects.map(({ trackId, cuboid }) => [trackId, cuboid.centre]));
    this.#moments.set(index, { seconds: timeSeconds, places });
    const tracks = new Set([...places.keys(), ...(before?.places.keys() ?? [])]);
    if (before?.seconds !== timeSeconds) return tracks;
    const isSame = (trackId: string): boolean =>
      isSameList(before?.places.get(trackId) ?? [], places.get(trackId) ?? []);
    return new Set([...tracks].filter((trackId) => !isSame(trackId)));
  }

  /** From the frames next to the sample's. */
  #velocityOf({ index, trackId }: SightSample): Vec3 | undefined {
    const at = (i: number): { place: Vec3; seconds: number | undefined } | undefined => {
      const moment = this.#moments.get(i);
      const place = moment?.places.get(trackId);
      return place && { place, seconds: moment!.seconds };
    };
    const here = at(index);
    const from = at(index - 1) ?? here;
    const to = at(index + 1) ?? here;
    return from && to && velocityBetween(from, to);
  }
}

interface Moment {
  readonly seconds: number | undefined;
  readonly places: ReadonlyMap<string, Vec3>;
}
