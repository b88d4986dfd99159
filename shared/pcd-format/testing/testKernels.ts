import { readFileSync } from 'node:fs';
import { loadPcdKernels } from '../src/kernels.ts';

/** The kernels as vitest's setup has compiled them. */
export const testKernels = await loadPcdKernels(
  readFileSync(new URL('../dist/kernels.wasm', import.meta.url)),
);
