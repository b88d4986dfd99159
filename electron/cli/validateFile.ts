import { basename } from 'node:path';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { parseManifest } from '#shared/dataset/layouts/boxwright.ts';
import { MANIFEST_NAME, namesOurFormat } from '#shared/dataset/manifest.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { validateSidecar, validateTracksFile } from '#shared/labels/validateLabels.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { openFolder, type Input } from './openInput.ts';

/**
 * What is wrong with one file: a sidecar or a `tracks.json` by itself, a `dataset.json` with what it says of the data
 * beside it. Which of them it is, its name tells.
 *
 * @param typed its path as a person named it, for messages
 * @throws ProblemError `file.skipped` for a file of another name; that of one whose text cannot be had
 */
export async function validateFile(input: Input, typed: string): Promise<readonly Problem[]> {
  const folder = await openFolder(input);
  const name = basename(input.path);
  if (name === MANIFEST_NAME) return manifestProblems(folder);
  if (name.endsWith(SIDECAR_ENDING)) return validateSidecar(await folder.readText(name), typed);
  if (name === TRACKS_NAME) return validateTracksFile(await folder.readText(name), typed);
  const params = { reason: 'notPartOfLayout' };
  throw new ProblemError({ code: 'file.skipped', severity: 'error', path: typed, params });
}

/** A manifest that is readable and wrong is a finding, like a sidecar; one that cannot be read at all is not. */
async function manifestProblems(folder: FolderOnDisk): Promise<readonly Problem[]> {
  try {
    const text = await folder.readText(MANIFEST_NAME);
    // Else the folder would be read by another layout, as if the file were not there.
    if (!namesOurFormat(text)) parseManifest(text);
    const { problems } = await openDataset(folder);
    return [...folder.problems, ...problems];
  } catch (error) {
    if (error instanceof ProblemError && error.problem.path === MANIFEST_NAME && !isOutOfReach(error.problem))
      return [error.problem];
    throw error;
  }
}

function isOutOfReach({ code }: Problem): boolean {
  return code === 'file.unreadable' || code === 'file.missing';
}
