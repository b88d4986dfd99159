import type { Vec3 } from '../../geometry/vec3.ts';
import { isSameList } from '../memo.ts';
import type { SightSample } from './sightSample.ts';

/** A sample and how its object moves as the vehicle sees it; label frame, metres per second. */
export interface KeptSample {
  readonly sample: SightSample;
  readonly velocity: Vec3 | undefined;
}

/** What a frame offers: a sample of one of its objects, on one camera. */
export interface SampleOffer {
  readonly objectId: string;
  readonly trackId: string;
  /** What the sample is made from: as long as it is the same object, so is the sample. */
  readonly source: object;
  /** Called only where the sample is one of those that count. */
  readonly make: () => SightSample | undefined;
}

/**
 * So many are known, of which half count: what edits take away is made up for by the next, and the choice is the same as
 * if the frames had been read as they are now.
 */
const KNOWN = 1200;

interface Candidate extends SampleOffer {
  readonly rank: number;
  readonly key: string;
  /** Of its frame. */
  readonly index: number;
  /** `null`: there is none; undefined: it has not been made. */
  kept: KeptSample | null | undefined;
  isVelocityLost: boolean;
}

/** Samples of one camera, those of the lowest ranks. */
export class RankedSamples {
  /** In an order that does not depend on how they came, so that sums over them round alike. */
  readonly #ranked: Candidate[] = [];
  /** The same by frame. */
  readonly #inFrame = new Map<number, readonly Candidate[]>();
  /** All below this rank are known: what has been let go is not, even when there is room again. */
  #bound = Infinity;
  #first: readonly KeptSample[] | undefined;

  /** All samples of a frame, in place of what they were. */
  replace(frameId: string, index: number, offers: readonly SampleOffer[]): void {
    const next = offers
      .map((offer): Candidate => {
        const key = `${frameId}|${offer.objectId}`;
        return { ...offer, rank: hash(key), key, index, kept: undefined, isVelocityLost: false };
      })
      .filter(({ rank }) => rank < this.#bound);
    const before = (this.#inFrame.get(index) ?? []).filter(({ rank }) => rank < this.#bound);
    if (next.length === before.length && next.every((one, i) => isSame(one, before[i]))) return;
    this.#first = undefined;
    for (const candidate of before) this.#ranked.splice(this.#ranked.indexOf(candidate), 1);
    const kept = next.map((one) => before.find((other) => isSame(one, other)) ?? one);
    if (kept.length === 0) this.#inFrame.delete(index);
    else this.#inFrame.set(index, kept);
    for (const candidate of kept) this.#add(candidate);
  }

  /** Tracks that have changed in a frame: in the frames next to it they move otherwise, perhaps. */
  loseVelocities(index: number, tracks: ReadonlySet<string>): void {
    if (tracks.size === 0) return;
    for (const near of [index - 1, index, index + 1]) {
      for (const candidate of this.#inFrame.get(near) ?? []) {
        if (!tracks.has(candidate.trackId)) continue;
        candidate.isVelocityLost = true;
        this.#first = undefined;
      }
    }
  }

  /** Those of the lowest ranks. */
  first(count: number, velocityOf: (sample: SightSample) => Vec3 | undefined): readonly KeptSample[] {
    if (this.#first !== undefined) return this.#first;
    const samples: KeptSample[] = [];
    for (const candidate of this.#ranked) {
      const kept = keptOf(candidate, velocityOf);
      candidate.kept = kept ?? null;
      candidate.isVelocityLost = false;
      if (kept !== undefined && samples.push(kept) === count) break;
    }
    this.#first = samples;
    return samples;
  }

  #add(candidate: Candidate): void {
    if (candidate.rank >= this.#bound) {
      this.#drop(candidate);
      return;
    }
    const { length } = this.#ranked;
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(this.#ranked[middle]!, candidate)) high = middle;
      else low = middle + 1;
    }
    this.#ranked.splice(low, 0, candidate);
    if (length < KNOWN) return;
    this.#bound = this.#ranked[length]!.rank;
    while (this.#ranked.at(-1)?.rank === this.#bound) this.#drop(this.#ranked.pop()!);
  }

  /** What it was made from must not be kept either. */
  #drop(candidate: Candidate): void {
    const rest = this.#inFrame.get(candidate.index)?.filter((other) => other !== candidate);
    if (rest !== undefined) this.#inFrame.set(candidate.index, rest);
  }
}

function isSame(a: Candidate, b: Candidate | undefined): boolean {
  return a.key === b?.key && a.source === b.source;
}

/** The same object where sample and velocity are as they were; undefined where there is none. */
function keptOf(
  { kept, isVelocityLost, make }: Candidate,
  velocityOf: (sample: SightSample) => Vec3 | undefined,
): KeptSample | undefined {
  if (kept === null || (kept !== undefined && !isVelocityLost)) return kept ?? undefined;
  const sample = kept?.sample ?? make();
  if (sample === undefined) return undefined;
  const velocity = velocityOf(sample);
  return kept !== undefined && isSameList(kept.velocity ?? [], velocity ?? []) ? kept : { sample, velocity };
}

function isAfter(a: Candidate, b: Candidate): boolean {
  return a.rank > b.rank || (a.rank === b.rank && a.key > b.key);
}

/** Spread over 32 bits (FNV-1a, with a last mix so that names that differ at the end only lie far apart). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
