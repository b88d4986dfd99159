import { serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { parseSidecar as parse } from '#shared/labels/parseSidecar.ts';
import { asLabelError } from './labelProblems.ts';
import type { Sidecar } from './labels.ts';
import { readTextFile } from './readTextFile.ts';

/**
 * The labels of one frame, from `….labels.json`. Every number is as it was written, and unknown keys are there; files of
 * earlier versions come as the present one.
 *
 * @throws LabelError what is wrong, and where
 */
export async function readSidecar(path: string | URL): Promise<Sidecar> {
  const { text, name } = await readTextFile(path);
  return parseSidecar(text, name);
}

/**
 * As {@link readSidecar}, of a text.
 *
 * @param name what the file is called in errors
 * @throws LabelError what is wrong, and where
 */
export function parseSidecar(text: string, name: string = 'sidecar'): Sidecar {
  try {
    return parse(text, name);
  } catch (error) {
    throw asLabelError(error);
  }
}

/**
 * The text of a sidecar as Boxwright writes it: what was read and not changed gives the same bytes.
 *
 * @throws TypeError for numbers that are not finite
 */
export function formatSidecar(sidecar: Sidecar): string {
  return serialiseSidecar(sidecar);
}
