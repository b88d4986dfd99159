import { readFile } from 'node:fs/promises';
import { loadPcdKernels, type PcdKernels } from 'pcd-format';
import { pcdKernelsFile } from '#electron/services/appFiles.ts';

let known: Promise<PcdKernels | undefined> | undefined;

/** Loaded once, for a cloud is read for every frame. Undefined where they are not built or this Node cannot run them: files are read all the same, more slowly. */
export function pcdKernels(): Promise<PcdKernels | undefined> {
  known ??= load();
  return known;
}

async function load(): Promise<PcdKernels | undefined> {
  try {
    return await loadPcdKernels(await readFile(pcdKernelsFile()));
  } catch {
    return undefined;
  }
}
