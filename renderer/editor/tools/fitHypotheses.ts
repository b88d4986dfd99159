import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { CuboidId } from '../document/records.ts';

/** Of the last fit: what else its points may be, for stepping through while the cuboid is one of them. */
export class FitHypotheses {
  #id: CuboidId | undefined;
  #cuboids: readonly Cuboid[] = [];
  /** Where the document's cuboids came from: it rounds what it is given, and undo brings back the same ones. */
  #written = new WeakMap<Cuboid, number>();

  /**
   * @param written the document's cuboid
   * @param cuboids that it was made from, and the others
   */
  remember(id: CuboidId, written: Cuboid, cuboids: readonly Cuboid[]): void {
    this.#id = id;
    this.#cuboids = cuboids;
    this.#written = new WeakMap([[written, 0]]);
  }

  /** The one after the cuboid as it is; undefined where there is no other, or it has been changed since. */
  next(id: CuboidId, present: Cuboid): Cuboid | undefined {
    const index = id === this.#id ? this.#written.get(present) : undefined;
    const isOnly = this.#cuboids.length < 2;
    return index === undefined || isOnly ? undefined : this.#cuboids[(index + 1) % this.#cuboids.length];
  }

  /** @param written the document's cuboid, now that it is the next one */
  step(before: Cuboid, written: Cuboid): void {
    const index = this.#written.get(before) ?? 0;
    this.#written.set(written, (index + 1) % this.#cuboids.length);
  }
}
