import type { Vec3 } from '../../geometry/vec3.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import { velocityBetween } from './relativeVelocities.ts';
import type { SightSample } from './sightSample.ts';

/** Per camera: more do not make its shift better known, and a long drive has hundreds of thousands. */
const MOST = 600;

/** Keeps an even choice of samples, the same whatever the order in which frames are added, and where objects were. */
export class SampleKeeper {
  readonly #samples = new Map<string, Map<string, Ranked>>();
  /** Of a camera that has enough: who ranks higher is not asked for. */
  readonly #highest = new Map<string, { readonly key: string; readonly rank: number }>();
  readonly #moments = new Map<number, Moment>();

  /** Forgets a frame that is added again. */
  startFrame({ id, index, objects, timeSeconds }: QualityFrame): void {
    if (this.#moments.has(index)) this.#forget(id);
    const places = new Map(objects.map(({ trackId, cuboid }) => [trackId, cuboid.centre]));
    this.#moments.set(index, { seconds: timeSeconds, places });
  }

  #forget(frameId: string): void {
    for (const [camera, kept] of this.#samples) {
      for (const [key, { sample }] of kept) if (sample.frameId === frameId) kept.delete(key);
      if (kept.size < MOST) this.#highest.delete(camera);
    }
  }

  /** @param make called only where the sample is one of those to keep */
  offer(camera: string, frameId: string, objectId: string, make: () => SightSample | undefined): void {
    const key = `${frameId}|${objectId}`;
    const rank = hash(key);
    const highest = this.#highest.get(camera);
    if (highest !== undefined && rank >= highest.rank) return;
    const sample = make();
    if (sample === undefined) return;
    const kept = this.#samples.get(camera) ?? new Map<string, Ranked>();
    this.#samples.set(camera, kept);
    if (highest !== undefined) kept.delete(highest.key);
    kept.set(key, { rank, sample });
    if (kept.size < MOST) return;
    let last = { key, rank };
    for (const [other, { rank: its }] of kept) if (its > last.rank) last = { key: other, rank: its };
    this.#highest.set(camera, last);
  }

  cameras(): readonly (readonly [camera: string, samples: readonly SightSample[]])[] {
    return [...this.#samples].map(([camera, kept]) => [
      camera,
      // In an order that does not depend on how they came, so that sums round alike.
      [...kept.values()].sort((a, b) => a.rank - b.rank).map(({ sample }) => sample),
    ]);
  }

  /** Of an object as its vehicle sees it, from the frames next to this; label frame, metres per second. */
  velocityOf({ index, trackId }: Pick<SightSample, 'index' | 'trackId'>): Vec3 | undefined {
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

interface Ranked {
  readonly rank: number;
  readonly sample: SightSample;
}

interface Moment {
  readonly seconds: number | undefined;
  readonly places: ReadonlyMap<string, Vec3>;
}

/** Spread over 32 bits (FNV-1a, with a last mix so that names that differ at the end only lie far apart). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
