import { serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { asLabelError } from './labelProblems.ts';
import type { Tracks } from './labels.ts';
import { readTextFile } from './readTextFile.ts';

/**
 * The tracks of a sequence, from `tracks.json`.
 *
 * @throws LabelError what is wrong, and where
 */
export async function readTracks(path: string | URL): Promise<Tracks> {
  const { text, name } = await readTextFile(path);
  return parseTracks(text, name);
}

/**
 * As {@link readTracks}, of a text.
 *
 * @param name what the file is called in errors
 * @throws LabelError what is wrong, and where
 */
export function parseTracks(text: string, name: string = 'tracks.json'): Tracks {
  try {
    return parseTracksFile(text, name);
  } catch (error) {
    throw asLabelError(error);
  }
}

/**
 * The text of a `tracks.json` as Boxwright writes it.
 *
 * @throws TypeError for numbers that are not finite
 */
export function formatTracks(tracks: Tracks): string {
  return serialiseTracksFile(tracks);
}
