import { basename } from 'node:path';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { compareNaturally } from '#shared/dataset/naturalOrder.ts';
import type { BoxFormat } from '#shared/interchange/boxes2d/boxFormat.ts';
import {
  isBoxFile,
  isClassFile,
  readBoxes,
  type BoxText,
  type ReadBoxes,
} from '#shared/interchange/boxes2d/readBoxes.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { openFolder, type Input } from '../openInput.ts';

/**
 * Reads a file of 2D boxes, or a folder of one for each image. A file that cannot be read is named, the others are read.
 *
 * @param given undefined: as the files themselves look
 * @param classes the text that names YOLO's classes; undefined: a file beside them
 * @throws ProblemError where there is nothing to be read at all
 */
export async function readBoxFiles(
  input: Input,
  typed: string,
  given: BoxFormat | undefined,
  classes: string | undefined,
): Promise<ReadBoxes> {
  const folder = await openFolder(input);
  const names =
    input.kind === 'file'
      ? [basename(input.path)]
      : (await folder.list()).filter(isBoxFile).sort(compareNaturally);
  const problems: Problem[] = [];
  const texts: BoxText[] = [];
  for (const path of names) {
    const text = await readText(folder, path, problems);
    if (text !== undefined) texts.push({ path, text });
  }
  const [unread] = problems;
  if (texts.length === 0 && unread !== undefined) throw new ProblemError(unread);
  const read = readBoxes(texts, given, classes ?? (await classesBeside(folder)), typed);
  return { ...read, problems: [...problems, ...read.problems] };
}

async function classesBeside(folder: FolderOnDisk): Promise<string | undefined> {
  const found = (await folder.list()).filter(isClassFile).sort((a, b) => a.length - b.length)[0];
  return found === undefined ? undefined : folder.readText(found);
}

async function readText(
  folder: FolderOnDisk,
  path: string,
  problems: Problem[],
): Promise<string | undefined> {
  try {
    return await folder.readText(path);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}
