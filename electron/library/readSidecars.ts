import { SIDECAR_ENDING } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { asLabelError, publicProblem } from './labelProblems.ts';
import type { Sidecar } from './labels.ts';
import { openFolderAt } from './openFolderAt.ts';
import type { LabelProblem } from './problem.ts';

/** A label file of a folder: what it holds, or why that cannot be told. */
export type FoundSidecar =
  | { readonly path: string; readonly sidecar: Sidecar; readonly problem?: undefined }
  | { readonly path: string; readonly sidecar?: undefined; readonly problem: LabelProblem };

/**
 * All sidecars below a folder, in the order of their paths, one in memory at a time. One that cannot be read comes with
 * its problem, and the others follow. Paths are relative to the folder, with `/`.
 *
 * @throws LabelError when the folder itself cannot be read
 */
export async function* readSidecars(folder: string | URL): AsyncGenerator<FoundSidecar> {
  try {
    const opened = await openFolderAt(folder);
    for (const path of await opened.list()) {
      if (path.endsWith(SIDECAR_ENDING)) yield await read(() => opened.readText(path), path);
    }
  } catch (error) {
    throw asLabelError(error);
  }
}

async function read(readText: () => Promise<string>, path: string): Promise<FoundSidecar> {
  try {
    return { path, sidecar: parseSidecar(await readText(), path) };
  } catch (error) {
    if (error instanceof ProblemError) return { path, problem: publicProblem(error.problem) };
    throw error;
  }
}
