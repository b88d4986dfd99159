import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { nameOf } from '#shared/dataset/canonicalPath.ts';
import { TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { TrackJson, TracksFile } from '#shared/labels/tracksFile.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';

/** Of so many sequences the tracks are kept: parts go through a dataset in order. */
const KEPT = 8;

type Tracks = ReadonlyMap<string, TrackJson>;

/**
 * The tracks of a dataset's sequences, by id in lower case. A sequence is found by the name that its `tracks.json` gives,
 * wherever that lies: each layout has a place of its own.
 */
export class SequenceTracks {
  readonly #folder: FolderOnDisk;
  readonly #problems: Problem[];
  #paths: Promise<ReadonlyMap<string, readonly string[]>> | undefined;
  readonly #kept = new Map<string, Promise<Tracks>>();

  /** @param problems files that cannot be read are added here */
  constructor(folder: FolderOnDisk, problems: Problem[]) {
    this.#folder = folder;
    this.#problems = problems;
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
    this.#paths ??= this.#find();
    const tracks = new Map<string, TrackJson>();
    for (const path of (await this.#paths).get(sequence) ?? [])
      for (const track of (await this.#parse(path))?.tracks ?? []) tracks.set(track.id.toLowerCase(), track);
    return tracks;
  }

  async #find(): Promise<ReadonlyMap<string, readonly string[]>> {
    const paths = new Map<string, string[]>();
    for (const path of await this.#folder.list()) {
      if (nameOf(path) !== TRACKS_NAME) continue;
      const sequence = (await this.#parse(path, this.#problems))?.sequence;
      if (sequence !== undefined) paths.set(sequence, [...(paths.get(sequence) ?? []), path]);
    }
    return paths;
  }

  /** @param problems why it cannot be read, the first time */
  async #parse(path: string, problems?: Problem[]): Promise<TracksFile | undefined> {
    try {
      return parseTracksFile(await this.#folder.readText(path), path);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems?.push(error.problem);
      return undefined;
    }
  }
}
