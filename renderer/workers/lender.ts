import { takeMemory, type KernelMemory } from '#shared/pointcloud/kernelMemory.ts';
import { decodingBytes } from '#shared/pointcloud/kernelPasses.ts';
import type { CloudPools } from '#shared/pointcloud/prepareCloud.ts';

/** Lends memory for the files of one frame: where there are kernels, some in which its points are then put in order. */
export class Lender {
  readonly #pools: CloudPools;
  readonly #memories: KernelMemory[] = [];
  readonly #buffers: ArrayBuffer[] = [];

  constructor(pools: CloudPools) {
    this.#pools = pools;
  }

  get memories(): readonly KernelMemory[] {
    return this.#memories;
  }

  /** A buffer of at least so many bytes, not zeroed. @throws RangeError when there is no more memory */
  lend(byteLength: number): ArrayBuffer {
    const { memories, buffers } = this.#pools;
    const memory = memories && takeMemory(memories, decodingBytes(byteLength));
    if (memory !== undefined) {
      this.#memories.push(memory);
      return memory.buffer;
    }
    const buffer = buffers.take(byteLength);
    this.#buffers.push(buffer);
    return buffer;
  }

  /** Nobody may look at what was lent any more. */
  takeBack(): void {
    for (const memory of this.#memories.splice(0)) this.#pools.memories?.give(memory);
    for (const buffer of this.#buffers.splice(0)) this.#pools.buffers.give(buffer);
  }
}
