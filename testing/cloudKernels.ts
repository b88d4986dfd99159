import { readFileSync } from 'node:fs';

/** The kernels as `setupKernels.ts` has compiled them. */
export const cloudKernels = WebAssembly.compile(
  readFileSync(new URL('../shared/pointcloud/dist/kernels.wasm', import.meta.url)),
);
