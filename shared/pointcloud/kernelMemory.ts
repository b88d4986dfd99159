import { kernelsOver, type CloudKernels } from './kernels.ts';
import { ReusePool } from './reusePool.ts';

const PAGE_BYTES = 2 ** 16;
/** Vectors begin at multiples of their size. */
const ALIGNMENT = 16;
const BLOCK_BYTES = 256;
/** More than this WebAssembly cannot address. */
const MOST_BYTES = 2 ** 32 - 2 * PAGE_BYTES;
/** Kernels read up to a vector behind the end of what they are given. */
const READ_AHEAD = 64;

/**
 * A memory of a fixed size and the kernels that work on it: it never grows, so views on it stay good. Filled from the
 * start until {@link KernelMemory.clear}.
 */
export class KernelMemory {
  readonly kernels: CloudKernels;
  readonly buffer: ArrayBuffer;
  /** For what does not go as a number: parameters of a call, and results that are more than one. */
  readonly block: Float64Array<ArrayBuffer>;
  #end = 0;

  /** @throws RangeError when there is no room for so much memory */
  constructor(module: WebAssembly.Module, bytes: number) {
    const pages = Math.ceil((bytes + BLOCK_BYTES + READ_AHEAD) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.kernels = kernelsOver(module, memory);
    this.buffer = memory.buffer;
    this.block = new Float64Array(memory.buffer, memory.buffer.byteLength - BLOCK_BYTES, BLOCK_BYTES / 8);
  }

  /** How many bytes it can be filled with. */
  get byteLength(): number {
    return this.buffer.byteLength - BLOCK_BYTES - READ_AHEAD;
  }

  /** Bytes that it can still be filled with. */
  get room(): number {
    return this.byteLength - this.#end;
  }

  /** Begins anew; contents are whatever they were. @param used so many bytes at the start are in use */
  clear(used = 0): void {
    this.#end = Math.ceil(used / ALIGNMENT) * ALIGNMENT;
  }

  floats(length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.buffer, this.#take(length * 4), length);
  }

  words(length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.buffer, this.#take(length * 4), length);
  }

  #take(bytes: number): number {
    const address = this.#end;
    const end = address + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    if (end > this.byteLength) throw new RangeError('the memory is full');
    this.#end = end;
    return address;
  }
}

/** Memories with the kernels of this module; a pool's limit counts those that nobody uses. */
export function kernelMemoryPool(module: WebAssembly.Module, mostFreeBytes: number): ReusePool<KernelMemory> {
  return new ReusePool((bytes) => new KernelMemory(module, bytes), mostFreeBytes);
}

/** A cleared memory of the pool; undefined where the engine has not so much. */
export function takeMemory(pool: ReusePool<KernelMemory>, bytes: number): KernelMemory | undefined {
  if (bytes > MOST_BYTES) return undefined;
  try {
    const memory = pool.take(bytes);
    memory.clear();
    return memory;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
