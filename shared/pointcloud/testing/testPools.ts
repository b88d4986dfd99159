import { cloudKernels } from '../../../testing/cloudKernels.ts';
import { kernelMemoryPool } from '../kernelMemory.ts';
import type { CloudPools } from '../prepareCloud.ts';
import { ReusePool } from '../reusePool.ts';

const module = await cloudKernels;

/** Pools with kernels. */
export function testPools(mostFreeBytes = 2 ** 28): CloudPools & { readonly memories: object } {
  return {
    memories: kernelMemoryPool(module, mostFreeBytes),
    buffers: new ReusePool((bytes) => new ArrayBuffer(bytes), mostFreeBytes),
  };
}
