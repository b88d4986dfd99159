import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { cuboidBetween, type SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { TrackId } from '../document/records.ts';
import type { TrackLives } from '../session/trackLives.ts';
import type { LoadsFrames } from './loadsFrames.ts';
import { REACH } from './trackCurve.ts';

export interface RefinedPathOptions extends Pick<LoadsFrames, 'withFrames'> {
  readonly document: LabelDocument;
  readonly lives: TrackLives;
  motionOf(): SequenceMotion;
}

/** Where a track's anchors, and what was found between them so far, say that it is. */
export class RefinedPath {
  readonly #motion: SequenceMotion;
  /** By frame index. */
  readonly #known: Map<number, Cuboid>;
  readonly #found = new Set<number>();
  readonly #size: Cuboid['size'] | undefined;

  private constructor(motion: SequenceMotion, known: Map<number, Cuboid>, size: Cuboid['size'] | undefined) {
    this.#motion = motion;
    this.#known = known;
    this.#size = size;
  }

  /** With the anchors as they are now. */
  static of(
    trackId: TrackId,
    { document, lives, motionOf, withFrames }: RefinedPathOptions,
  ): Promise<RefinedPath> {
    const anchors = lives.of(trackId).filter(isAnchor);
    const frames = anchors.flatMap(({ index }) => lives.frameAt(index) ?? []);
    return withFrames(frames, () => {
      const known = frames.flatMap((frameId): (readonly [number, Cuboid])[] => {
        const { cuboids } = document.committed.recordsIn(frameId);
        const record = cuboids.find((other) => other.trackId === trackId);
        return record === undefined ? [] : [[lives.indexOf(frameId)!, record.cuboid]];
      });
      return new RefinedPath(motionOf(), new Map(known), document.get(trackId)?.size);
    });
  }

  /** It was found here. */
  add(index: number, cuboid: Cuboid): void {
    this.#known.set(index, cuboid);
    this.#found.add(index);
  }

  /** Undefined where nothing that was found has a say: it is where it was interpolated. */
  cuboidAt(index: number): Cuboid | undefined {
    const indexes = [...this.#known.keys()].toSorted((a, b) => a - b);
    const after = indexes.filter((known) => known > index).slice(0, REACH);
    const before = indexes.filter((known) => known < index).slice(-REACH);
    const about = [...before, ...after];
    if (before.length === 0 || after.length === 0 || !about.some((known) => this.#found.has(known)))
      return undefined;
    const known = about.map((at) => ({ index: at, cuboid: this.#known.get(at)! }));
    const cuboid = cuboidBetween(this.#motion, known, index);
    return { ...cuboid, size: this.#size ?? cuboid.size };
  }
}
