import type { Vec3 } from '#shared/geometry/vec3.ts';
import { neighbourSizes } from '#shared/quality/agreement/neighbourSizes.ts';
import { relativeVelocities, type Moment } from '#shared/quality/agreement/relativeVelocities.ts';

/** What the frames on both sides tell of one: how its objects move, and how large they are there. */
export interface Surrounding {
  readonly velocities: ReadonlyMap<string, Vec3>;
  readonly sizes: ReadonlyMap<string, Vec3>;
}

/**
 * Keeps where the objects of every frame of a sequence are, for what rules ask of the frames next to one. A frame without
 * objects tells nothing: the nearest that has some does, as where only every fifth frame is labelled.
 */
export class Surroundings {
  readonly #frames: (Moment | undefined)[] = [];

  /** In place of what the frame was. @param index of the frame in its sequence, from 0 */
  set(index: number, { objects, timeSeconds }: Moment): void {
    const placed = objects.map(({ trackId, cuboid: { centre, size } }) => ({
      trackId,
      cuboid: { centre, size },
    }));
    this.#frames[index] = placed.length === 0 ? undefined : { objects: placed, timeSeconds };
  }

  clear(): void {
    this.#frames.length = 0;
  }

  of(index: number, here: Moment): Surrounding {
    const before = this.#next(index, -1);
    const after = this.#next(index, 1);
    return { velocities: relativeVelocities(before, here, after), sizes: neighbourSizes(before, after) };
  }

  #next(index: number, step: 1 | -1): Moment | undefined {
    for (let at = index + step; at >= 0 && at < this.#frames.length; at += step) {
      const kept = this.#frames[at];
      if (kept !== undefined) return kept;
    }
    return undefined;
  }
}
