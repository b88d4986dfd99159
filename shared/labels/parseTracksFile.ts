import { TRACKS_MIGRATIONS } from './migrations.ts';
import { parseLabelFile, requireUnique } from './parseLabelFile.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, tracksFileSchema, type TracksFile } from './tracksFile.ts';

/**
 * A `tracks.json` with every number as it was written and every unknown key kept.
 *
 * @throws ProblemError `labels.malformed`, `labels.version`, `labels.schema`; also for an id or number used twice.
 */
export function parseTracksFile(text: string, path: string): TracksFile {
  const file = parseLabelFile(text, path, {
    format: TRACKS_FORMAT,
    version: TRACKS_VERSION,
    schema: tracksFileSchema,
    migrations: TRACKS_MIGRATIONS,
  });
  const ids = file.tracks.map(({ id }) => id.toLowerCase());
  requireUnique(ids, path, (i) => `tracks[${i}].id`);
  const numbers = file.tracks.map((track) => track.number);
  requireUnique(numbers, path, (i) => `tracks[${i}].number`);
  return file;
}
