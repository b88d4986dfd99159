import { readFileSync } from 'node:fs';
import { loadPcdKernels } from 'pcd-format';

/** The kernels as `setupKernels.ts` has compiled them. */
export const pcdKernels = await loadPcdKernels(
  readFileSync(new URL('../shared/pcd-format/dist/kernels.wasm', import.meta.url)),
);
