/** Voxels are counted from −512 to 511 on each axis, so that a place fits into one integer. */
export const VOXELS_ACROSS = 1024;

/**
 * Numbers for the occupied ones of a cubic grid's voxels, 0, 1, 2 … in the order of being added: a hash table with open
 * addressing in two flat arrays, several times as fast as a `Map` and nothing for the garbage collector.
 */
export class VoxelIndex {
  readonly #keys: Int32Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;
  #count = 0;

  /** Room for `most` voxels. */
  constructor(most: number) {
    const slots = 1 << Math.ceil(Math.log2(2 * Math.max(most, 8)));
    this.#keys = new Int32Array(slots).fill(-1);
    this.#numbers = new Int32Array(slots);
    this.#mask = slots - 1;
  }

  get count(): number {
    return this.#count;
  }

  /** The number of the voxel; −1: not there. */
  find(column: number, row: number, layer: number): number {
    const key = keyOf(column, row, layer);
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? this.#numbers[slot]! : -1;
  }

  /** The number of the voxel, a new one if it was not there. */
  add(column: number, row: number, layer: number): number {
    const key = keyOf(column, row, layer);
    const slot = this.#slotOf(key);
    if (this.#keys[slot] !== key) {
      this.#keys[slot] = key;
      this.#numbers[slot] = this.#count++;
    }
    return this.#numbers[slot]!;
  }

  /** Where the key lies, or the free slot where it would. */
  #slotOf(key: number): number {
    // Fibonacci hashing (Knuth 6.4): neighbours end up far apart.
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & this.#mask;
    while (this.#keys[slot] !== key && this.#keys[slot] !== -1) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

function keyOf(column: number, row: number, layer: number): number {
  return ((column & 1023) << 20) | ((row & 1023) << 10) | (layer & 1023);
}
