import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { nameOf } from '#shared/dataset/canonicalPath.ts';
import { TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { HashedTexts } from './hashedTexts.ts';

/** Of so many sequences the tracks are kept: sidecars of one sequence follow one another. */
const KEPT = 8;

type Tracks = ReadonlyMap<string, TrackJson>;

/** Where the tracks of each sequence of a dataset are, by the sequence's name. */
export type TracksPaths = ReadonlyMap<string, readonly string[]>;

/**
 * A sequence is found by the name that its `tracks.json` gives, wherever that lies: each layout has a place of its own.
 *
 * @param problems files that cannot be read are added here
 */
export async function findTracks(folder: FolderOnDisk, problems: Problem[]): Promise<TracksPaths> {
  const found = new Map<string, string[]>();
  for (const path of await folder.list()) {
    if (nameOf(path) !== TRACKS_NAME) continue;
    try {
      const { sequence } = parseTracksFile(await folder.readText(path), path);
      found.set(sequence, [...(found.get(sequence) ?? []), path]);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(error.problem);
    }
  }
  return found;
}

/** The tracks of sequences as a part needs them, by id in lower case. */
export class SequenceTracks {
  readonly #texts: HashedTexts;
  readonly #paths: TracksPaths;
  readonly #kept = new Map<string, Promise<Tracks>>();

  constructor(texts: HashedTexts, paths: TracksPaths) {
    this.#texts = texts;
    this.#paths = paths;
  }

  /** Empty where the sequence has no `tracks.json`. */
  of(sequence: string): Promise<Tracks> {
    const kept = this.#kept.get(sequence);
    if (kept !== undefined) return kept;
    const read = this.#read(sequence);
    this.#kept.set(sequence, read);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return read;
  }

  async #read(sequence: string): Promise<Tracks> {
    const tracks = new Map<string, TrackJson>();
    for (const path of this.#paths.get(sequence) ?? [])
      for (const track of await this.#parse(path)) tracks.set(track.id.toLowerCase(), track);
    return tracks;
  }

  /** None where it cannot be read: that has been said when it was found. */
  async #parse(path: string): Promise<readonly TrackJson[]> {
    try {
      return parseTracksFile(await this.#texts.read(path), path).tracks;
    } catch (error) {
      if (error instanceof ProblemError) return [];
      throw error;
    }
  }
}
