import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { roundChanges } from '#shared/labels/rounding.ts';
import type { Gesture } from '../document/gesture.ts';
import type { CuboidId } from '../document/records.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import { withChanges, type CuboidChanges } from '../edits/exactValues.ts';

/** A number of some cuboids being dragged up or down: shown while it is made, one entry of history in the end. */
export class Scrub {
  readonly #gesture: Gesture;
  readonly #edits: CuboidEdits;
  readonly #ids: readonly CuboidId[];

  constructor(gesture: Gesture, edits: CuboidEdits, ids: readonly CuboidId[]) {
    this.#gesture = gesture;
    this.#edits = edits;
    this.#ids = ids;
  }

  /** False once it was committed or cancelled, by whomever. */
  get isOpen(): boolean {
    return this.#gesture.isOpen;
  }

  /** @param changesOf is handed the cuboid as it was when the scrub began */
  preview(changesOf: (cuboid: Cuboid) => CuboidChanges): void {
    this.#gesture.preview((tx) => {
      for (const id of this.#ids) {
        const record = tx.get(id);
        if (record === undefined) continue;
        const cuboid = withChanges(record.cuboid, changesOf(record.cuboid));
        this.#edits.writeWithChosen(tx, id, cuboid, 'manual', roundChanges);
      }
    });
  }

  commit(): void {
    this.#gesture.commit();
  }

  cancel(): void {
    this.#gesture.cancel();
  }
}
