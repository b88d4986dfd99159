import { isSameList } from '../memo.ts';
import type { QualityFrame } from '../qualityFrame.ts';
import type { RuleContext } from '../rule.ts';
import { analyseFrame } from './analyseFrame.ts';
import { AGREEMENT_PARAMETERS } from './agreementParameters.ts';
import { cameraOffset, type CameraOffset } from './cameraOffset.ts';
import type { Comparison } from './comparison.ts';
import type { KeptSample, SampleOffer } from './rankedSamples.ts';
import { SampleKeeper } from './sampleKeeper.ts';
import { sightSample, type SightSample } from './sightSample.ts';

export const CAMERA_PARAMETERS = {
  ...AGREEMENT_PARAMETERS,
  /** 2D boxes of one camera, over all frames. */
  leastObjects: 20,
  /** How far the edges are off as a rule, in standard deviations of one edge. */
  leastTypicalSigma: 0.5,
} as const;

/** Standard deviations, over the usual threshold: a whole camera is not accused lightly. */
const MORE_SIGMA = 2;

type Place = Pick<QualityFrame, 'id' | 'index'>;

interface Fitted {
  readonly samples: readonly KeptSample[];
  readonly offset: CameraOffset | undefined;
}

/** What is off on each camera over all frames; after an edit only those are fitted anew that see what was edited. */
export class CameraOffsets {
  readonly #context: RuleContext;
  readonly #keeper = new SampleKeeper();
  readonly #fits = new Map<string, Fitted>();
  /** By camera: the frames that have something to compare on it. */
  readonly #frames = new Map<string, Map<string, number>>();
  #last: QualityFrame | undefined;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /** A frame that is added again replaces what it was. The same object twice, by two rules, is looked at once. */
  add(frame: QualityFrame): void {
    if (frame === this.#last) return;
    this.#last = frame;
    const { objects, stillOf } = analyseFrame(frame, this.#context);
    const place: Place = { id: frame.id, index: frame.index };
    const offers = new Map<string, SampleOffer[]>();
    for (const { object, comparisons } of objects) {
      for (const comparison of comparisons) {
        const { camera } = comparison.sight;
        // Without the delay of a single image: what is the same over the sequence is what is looked for.
        const source = stillOf(comparison);
        const { id: objectId, trackId } = object;
        const offer: SampleOffer = { objectId, trackId, source, make: sampleMaker(place, source) };
        offers.set(camera, [...(offers.get(camera) ?? []), offer]);
      }
    }
    this.#keeper.set(frame, offers);
    for (const frames of this.#frames.values()) frames.delete(place.id);
    for (const camera of offers.keys()) {
      const frames = this.#frames.get(camera) ?? new Map<string, number>();
      this.#frames.set(camera, frames.set(place.id, place.index));
    }
  }

  /** Of those cameras that are off, the same object as before where nothing has changed. */
  all(): ReadonlyMap<string, CameraOffset> {
    const off = new Map<string, CameraOffset>();
    for (const [camera, samples] of this.#keeper.cameras()) {
      const offset = this.#fitted(camera, samples);
      if (offset !== undefined) off.set(camera, offset);
    }
    return off;
  }

  /** Of those that have something to compare on the camera. */
  firstFrame(camera: string): string {
    const frames = [...(this.#frames.get(camera) ?? [])];
    return frames.reduce((a, b) => (b[1] < a[1] ? b : a))[0];
  }

  #fitted(camera: string, samples: readonly KeptSample[]): CameraOffset | undefined {
    const known = this.#fits.get(camera);
    if (known !== undefined && isSameList(known.samples, samples)) return known.offset;
    const { parameter } = this.#context;
    const offset = cameraOffset(samples, {
      leastObjects: parameter('leastObjects'),
      leastSigma: parameter('leastSigma') + MORE_SIGMA,
      leastTypicalSigma: parameter('leastTypicalSigma'),
    });
    this.#fits.set(camera, { samples, offset });
    return offset;
  }
}

/** By itself, so that no frame is kept for the sake of one of its samples. */
function sampleMaker(place: Place, still: Comparison): () => SightSample | undefined {
  return () => sightSample(place, still);
}

const SHARED = new WeakMap<object, Map<string, CameraOffsets>>();

/** The rules of one sequence share them where they have the same parameters: each fit takes its time. */
export function offsetsFor(context: RuleContext): CameraOffsets {
  if (context.sequence === undefined) return new CameraOffsets(context);
  const key = Object.keys(CAMERA_PARAMETERS)
    .map((name) => context.parameter(name))
    .join();
  const known = SHARED.get(context.sequence) ?? new Map<string, CameraOffsets>();
  SHARED.set(context.sequence, known);
  const offsets = known.get(key) ?? new CameraOffsets(context);
  known.set(key, offsets);
  return offsets;
}
