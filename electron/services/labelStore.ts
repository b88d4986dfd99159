import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { FrameLabels } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar, wrongFrameProblem } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TracksFile } from '#shared/labels/tracksFile.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { OpenDataset } from './datasets.ts';
import { decodeText } from './decodeText.ts';
import type { FilePlace, FileVault, StoredBytes } from './fileVault.ts';
import { readImportedLabels, type ImportedLabels } from './importedLabels.ts';
import { fileProblem } from './readProblems.ts';
import type { SourceHashes } from './sourceHashes.ts';

/** A sequence of an open dataset: what every label call is about. */
export interface OpenSequence {
  readonly open: OpenDataset;
  readonly sequence: Sequence;
}

export interface StoredTracks {
  readonly tracks: TracksFile;
  readonly revision: string | null;
  /** Why `tracks.json` could not be read; nothing in the sequence is written then. */
  readonly problem?: Problem;
}

/** Loads and saves sidecars and `tracks.json`. What could not be read is never written. */
export class LabelStore {
  readonly #vault: FileVault;
  readonly #hashes: SourceHashes;
  readonly #generator: Sidecar['generator'];
  /** Kept as long as the sequence object lives: opening the folder again reads them anew. */
  readonly #imported = new WeakMap<Sequence, Promise<ImportedLabels>>();
  /** The last good `tracks.json`, parsed. */
  readonly #tracks = new WeakMap<Sequence, StoredTracks>();

  constructor(vault: FileVault, hashes: SourceHashes, generator: Sidecar['generator']) {
    this.#vault = vault;
    this.#hashes = hashes;
    this.#generator = generator;
  }

  /** `tracks` are those of {@link loadTracks}; imported labels find their track in them. */
  async load(
    at: OpenSequence,
    frame: Frame,
    { tracks }: StoredTracks,
    signal?: AbortSignal,
  ): Promise<FrameLabels> {
    const frameId = frame.id;
    try {
      const stored = await this.#vault.read(await sidecarPlace(at, frame), signal);
      if (stored !== undefined) {
        const sidecar = parseStored(at, frame, stored);
        return { frameId, state: 'stored', revision: stored.revision, sidecar, problems: [] };
      }
      const imported = (await this.imported(at)).frame(frame, tracks.tracks);
      if (imported === undefined) return { frameId, state: 'absent', problems: [] };
      return { frameId, state: 'imported', sidecar: imported.sidecar, problems: [...imported.problems] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { frameId, state: 'unreadable', problem: error.problem, problems: [] };
    }
  }

  /** Writes a frame's sidecar and answers its new revision. Rejects with a problem, the file untouched. */
  async save(at: OpenSequence, frame: Frame, expected: string | null, sidecar: Sidecar): Promise<string> {
    requireSameFrame(at, frame, sidecar);
    const { problem } = await this.loadTracks(at);
    if (problem !== undefined) throw readOnly(problem);
    return this.#vault.replace(await sidecarPlace(at, frame), expected, async (current) => {
      const recorded = await this.#recordedSources(at, frame, current);
      const { folder } = at.open;
      const sources = await this.#hashes.sourcesOf(frame, at.sequence, recorded, (path) =>
        folder.resolve(path),
      );
      const text = serialiseSidecar({ ...sidecar, sources });
      requireReadable(() => parseSidecar(text, sidecarPath(frame.id)));
      return new TextEncoder().encode(text);
    });
  }

  /** The same object as before while the file is the same. */
  async loadTracks(at: OpenSequence, signal?: AbortSignal): Promise<StoredTracks> {
    const { sequence } = at;
    const known = this.#tracks.get(sequence);
    try {
      const stored = await this.#vault.read(await tracksPlace(at), signal);
      const revision = stored?.revision ?? null;
      if (known?.revision === revision) return known;
      const tracks = stored === undefined ? this.#noTracks(sequence) : parseStoredTracks(sequence, stored);
      const loaded = { tracks, revision };
      this.#tracks.set(sequence, loaded);
      return loaded;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { tracks: this.#noTracks(sequence), revision: null, problem: error.problem };
    }
  }

  async saveTracks(at: OpenSequence, expected: string | null, tracks: TracksFile): Promise<string> {
    const path = tracksPath(at.sequence);
    const text = serialiseTracksFile(tracks);
    requireReadable(() => parseTracksFile(text, path));
    return this.#vault.replace(await tracksPlace(at), expected, async (current) => {
      if (current !== undefined) refuseUnreadable(() => parseStoredTracks(at.sequence, current));
      return new TextEncoder().encode(text);
    });
  }

  /** One problem for every file that is no longer what the frame's labels were made from. */
  async checkSources(at: OpenSequence, frame: Frame, signal?: AbortSignal): Promise<Problem[]> {
    const stored = await this.#vault.read(await sidecarPlace(at, frame), signal);
    if (stored === undefined) return [];
    const { folder } = at.open;
    return this.#hashes.check(parseStored(at, frame, stored).sources, (path) => folder.resolve(path));
  }

  imported({ open, sequence }: OpenSequence): Promise<ImportedLabels> {
    const known = this.#imported.get(sequence);
    if (known !== undefined) return known;
    const reading = readImportedLabels(open, sequence, this.#generator);
    this.#imported.set(sequence, reading);
    reading.catch(() => this.#imported.delete(sequence));
    return reading;
  }

  #noTracks({ id }: Sequence): TracksFile {
    const head = { format: TRACKS_FORMAT, version: TRACKS_VERSION } as const;
    return { ...head, generator: this.#generator, sequence: id, tracks: [] };
  }

  async #recordedSources(at: OpenSequence, frame: Frame, current: StoredBytes | undefined) {
    if (current !== undefined) return refuseUnreadable(() => parseStored(at, frame, current)).sources;
    // A new sidecar would hide labels of the layout's own that could not be read.
    const imported = await this.imported(at);
    refuseUnreadable(() => imported.frame(frame, []));
    return [];
  }
}

export function sidecarPlace({ open }: OpenSequence, frame: Frame): Promise<FilePlace> {
  return placeOf(open, sidecarPath(frame.id));
}

export function tracksPlace({ open, sequence }: OpenSequence): Promise<FilePlace> {
  return placeOf(open, tracksPath(sequence));
}

/** @throws ProblemError `file.unreadable` for a link that leads out of the granted folders: it costs only its frame. */
async function placeOf({ folder }: OpenDataset, relative: string): Promise<FilePlace> {
  try {
    return { relative, absolute: await folder.resolve(relative) };
  } catch (cause) {
    throw fileProblem('file.unreadable', relative, cause);
  }
}

function parseStored({ open }: OpenSequence, frame: Frame, { bytes }: StoredBytes): Sidecar {
  const path = sidecarPath(frame.id);
  const sidecar = parseSidecar(decodeText(bytes, path), path);
  const problem = wrongFrameProblem(sidecar, open.dataset, frame, path);
  if (problem !== undefined) throw new ProblemError(problem);
  return sidecar;
}

function parseStoredTracks(sequence: Sequence, { bytes }: StoredBytes): TracksFile {
  const path = tracksPath(sequence);
  return parseTracksFile(decodeText(bytes, path), path);
}

function requireSameFrame({ open, sequence }: OpenSequence, frame: Frame, sidecar: Sidecar): void {
  const isSame =
    sidecar.frame.id === frame.id &&
    sidecar.frame.sequence === sequence.id &&
    sidecar.labelFrame === open.dataset.labelFrame;
  if (!isSame)
    throw new HostError({ code: 'invalid-request', message: `these labels are not of frame ${frame.id}` });
}

/** A file that we could not read back ourselves must not be written. */
function requireReadable(parse: () => unknown): void {
  try {
    parse();
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    const { message, problem } = cause;
    throw new HostError({ code: 'invalid-request', message, problem }, { cause });
  }
}

function refuseUnreadable<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof ProblemError ? readOnly(error.problem) : error;
  }
}

function readOnly(problem: Problem): HostError {
  return new HostError({
    code: 'read-only',
    message: `not written, could not be read: ${problem.path ?? ''}`,
    problem,
  });
}
