import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { roundCuboid } from '#shared/labels/rounding.ts';
import type { Gesture } from '../document/gesture.ts';
import type { CuboidRecord, TrackRecord } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import { onGround, type GroundHeight } from '../tools/groundHit.ts';
import { middleOf } from './groupShapes.ts';

/** A copy that is to be created, with its track where that is new. */
export interface MadeCopy {
  readonly record: CuboidRecord;
  readonly track: TrackRecord | undefined;
}

export interface CarryHeights {
  /** Of each copy's bottom above the ground that it stood on, metres. */
  readonly heights: readonly number[];
  readonly groundHeight: GroundHeight;
}

/** Copies on their way, as they were to each other: shown where they would stand, and put down in one entry of history. */
export class Carry {
  readonly #gesture: Gesture;
  readonly #made: readonly MadeCopy[];
  readonly #heights: CarryHeights;
  readonly #onGivenUp: () => void;
  #isShown = false;

  /** @param onGivenUp the person has thought better of it */
  constructor(gesture: Gesture, made: readonly MadeCopy[], heights: CarryHeights, onGivenUp: () => void) {
    this.#gesture = gesture;
    this.#made = made;
    this.#heights = heights;
    this.#onGivenUp = onGivenUp;
  }

  /** Shows them with their middle at this place on the ground, label frame; undefined: nowhere. */
  moveTo(at: Vec3 | undefined): void {
    this.#isShown = at !== undefined;
    this.#gesture.preview((tx) => {
      for (const copy of at === undefined ? [] : this.#at(at)) createCopy(tx, copy);
    });
  }

  /** Puts them down where they are shown; false: they are nowhere, and go on being carried. */
  putDown(): boolean {
    if (!this.#isShown) return false;
    this.#gesture.commit();
    return true;
  }

  /** False once they are put down, or went with their frame. */
  get isOpen(): boolean {
    return this.#gesture.isOpen;
  }

  /** They are nowhere any more. */
  cancel(): void {
    this.#gesture.cancel();
  }

  /** So that all is as it was before. */
  giveUp(): void {
    this.cancel();
    this.#onGivenUp();
  }

  #at([x, y]: Vec3): readonly MadeCopy[] {
    const { heights, groundHeight } = this.#heights;
    const [fromX, fromY] = middleOf(this.#made.map(({ record }) => record.cuboid));
    return this.#made.map(({ record, track }, i) => {
      const { centre, size } = record.cuboid;
      const [px, py] = [centre[0] + x - fromX, centre[1] + y - fromY];
      const [, , ground] = onGround([px, py, centre[2] - size[2] / 2 - heights[i]!], groundHeight);
      const cuboid: Cuboid = { ...record.cuboid, centre: [px, py, ground + heights[i]! + size[2] / 2] };
      return { record: { ...record, cuboid: roundCuboid(cuboid) }, track };
    });
  }
}

export function createCopy(tx: Transaction, { record, track }: MadeCopy): void {
  if (track !== undefined) tx.create(track);
  tx.create(record);
}
