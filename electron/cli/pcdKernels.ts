import { readFile } from 'node:fs/promises';
import { loadPcdKernels, type PcdKernels } from 'pcd-format';
import { pcdKernelsFile } from '#electron/services/appFiles.ts';

/** Undefined where they are not built or this Node cannot run them: files are read all the same, more slowly. */
export async function pcdKernels(): Promise<PcdKernels | undefined> {
  try {
    return await loadPcdKernels(await readFile(pcdKernelsFile()));
  } catch {
    return undefined;
  }
}
