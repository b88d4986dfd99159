import type { Sequence } from '#shared/dataset/dataset.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { Sidecar, SourceJson } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { sidecarFaults } from '#shared/labels/validateLabels.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { QualityDataset } from '../qualityDataset.ts';

/** Reads the label files of a sequence, each once, and keeps what is wrong with their form. */
export class FormCheck {
  readonly problems: Problem[] = [];
  /** How many were there to be read. */
  files = 0;
  readonly #open: QualityDataset;
  readonly #sequence: Sequence;
  readonly #hasValues: boolean;
  #tracks: ReadonlyMap<string, TrackJson> | undefined;
  readonly #sources = new Map<string, readonly SourceJson[]>();

  /** @param hasValues also what the schema cannot say; without it where rules say the same */
  constructor(open: QualityDataset, sequence: Sequence, hasValues: boolean) {
    this.#open = open;
    this.#sequence = sequence;
    this.#hasValues = hasValues;
  }

  /** Before any sidecar. Undefined: there is no list, or it cannot be read. */
  async tracks(): Promise<readonly TrackJson[] | undefined> {
    const path = tracksPath(this.#sequence);
    const file = await this.#read(path, (text) => parseTracksFile(text, path));
    if (file === undefined) return undefined;
    this.#tracks = new Map(file.tracks.map((track) => [track.id, track]));
    return file.tracks;
  }

  /** Undefined where it cannot be read. */
  sidecar(path: string): Promise<Sidecar | undefined> {
    return this.#read(path, (text) => {
      const sidecar = parseSidecar(text, path);
      if (this.#hasValues) this.problems.push(...sidecarFaults(sidecar, path, this.#tracks));
      this.#sources.set(path, sidecar.sources);
      return sidecar;
    });
  }

  /** The files that the labels of a frame were made from: asked once, after its sidecar was read. */
  takeSources(frameId: string): readonly SourceJson[] {
    const path = sidecarPath(frameId);
    const sources = this.#sources.get(path) ?? [];
    this.#sources.delete(path);
    return sources;
  }

  async #read<T>(path: string, parse: (text: string) => T): Promise<T | undefined> {
    const folder = this.#open.labelFiles.get(path);
    if (folder === undefined) return undefined;
    this.files += 1;
    try {
      return parse(await folder.readText(path));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.problems.push(error.problem);
      return undefined;
    }
  }
}
