import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFolder, openInput } from '#electron/cli/openInput.ts';
import { asLabelError } from './labelProblems.ts';

/** @throws LabelError for what is missing, larger than 64 MiB, or not UTF-8 */
export async function readTextFile(path: string | URL): Promise<{ text: string; name: string }> {
  const name = typeof path === 'string' ? path : fileURLToPath(path);
  try {
    const input = await openInput(name);
    const folder = await openFolder(input);
    return { text: await folder.readText(basename(input.path)), name };
  } catch (error) {
    throw asLabelError(error);
  }
}
