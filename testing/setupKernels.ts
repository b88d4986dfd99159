import { ensureKernels } from '../scripts/lib/kernels.mjs';

/** Run by vitest before any test: a bare `npx vitest run` finds the kernels compiled, as `npm test` does. */
export async function setup(): Promise<void> {
  await ensureKernels();
}
