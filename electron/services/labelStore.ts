import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { FrameLabels } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar, wrongFrameProblem } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { Sidecar, SourceJson } from '#shared/labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TracksFile } from '#shared/labels/tracksFile.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { OpenDataset } from './datasets.ts';
import { decodeText } from './decodeText.ts';
import { notSaved } from './fileVault.ts';
import { readImportedLabels, type ImportedLabels } from './importedLabels.ts';
import type { FoundLabels, LabelFiles } from './labelFiles.ts';
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
  readonly #files: LabelFiles;
  readonly #hashes: SourceHashes;
  readonly #generator: Sidecar['generator'];
  /** Kept as long as the sequence object lives: opening the folder again reads them anew. */
  readonly #imported = new WeakMap<Sequence, Promise<ImportedLabels>>();
  /** The last good `tracks.json`, parsed. */
  readonly #tracks = new WeakMap<
    Sequence,
    { readonly hash: string | undefined; readonly stored: StoredTracks }
  >();

  constructor(files: LabelFiles, hashes: SourceHashes, generator: Sidecar['generator']) {
    this.#files = files;
    this.#hashes = hashes;
    this.#generator = generator;
  }

  /** `tracks` are those of {@link loadTracks}; imported labels find their track in them. */
  async load(
    at: OpenSequence,
    frame: Frame,
    tracks: StoredTracks,
    signal?: AbortSignal,
  ): Promise<FrameLabels> {
    const frameId = frame.id;
    try {
      const found = await this.#files.find(at.open, sidecarPath(frameId), signal);
      if (found === undefined) return await this.loadUnlabelled(at, frame, tracks);
      const sidecar = parseStored(at, frame, found);
      const { revision } = found;
      return revision === null
        ? { frameId, state: 'imported', sidecar, problems: [] }
        : { frameId, state: 'stored', revision, sidecar, problems: [] };
    } catch (error) {
      return unreadable(frameId, error);
    }
  }

  /** The labels of a frame that has no sidecar. */
  async loadUnlabelled(at: OpenSequence, frame: Frame, { tracks }: StoredTracks): Promise<FrameLabels> {
    const frameId = frame.id;
    try {
      const imported = (await this.imported(at)).frame(frame, tracks.tracks);
      if (imported === undefined) return { frameId, state: 'absent', problems: [] };
      return { frameId, state: 'imported', sidecar: imported.sidecar, problems: [...imported.problems] };
    } catch (error) {
      return unreadable(frameId, error);
    }
  }

  /** Writes a frame's sidecar and answers its new revision. Rejects with a problem, the file untouched. */
  async save(at: OpenSequence, frame: Frame, expected: string | null, sidecar: Sidecar): Promise<string> {
    requireSameFrame(at, frame, sidecar);
    const path = sidecarPath(frame.id);
    const isDataGone = await this.#files.isDataGone(at.open, frame.id);
    if (!isDataGone) await this.#requireTracks(at, path);
    const compose = async (before: FoundLabels | undefined): Promise<Uint8Array> => {
      // Of files that are gone only that is known which was known when the frame was loaded.
      const sources =
        isDataGone && before === undefined ? sidecar.sources : await this.#sourcesOf(at, frame, before);
      const text = serialiseSidecar({ ...sidecar, sources });
      requireReadable(() => parseSidecar(text, path));
      return new TextEncoder().encode(text);
    };
    return this.#files.replace(at.open, path, expected, compose, frame.id);
  }

  /** The same object as before while the file is the same. */
  async loadTracks(at: OpenSequence, signal?: AbortSignal): Promise<StoredTracks> {
    const { sequence } = at;
    const known = this.#tracks.get(sequence);
    try {
      const found = await this.#files.find(at.open, tracksPath(sequence), signal);
      const revision = found?.revision ?? null;
      if (known !== undefined && known.hash === found?.hash && known.stored.revision === revision)
        return known.stored;
      const tracks = found === undefined ? this.#noTracks(sequence) : parseStoredTracks(sequence, found);
      const stored = { tracks, revision };
      this.#tracks.set(sequence, { hash: found?.hash, stored });
      return stored;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { tracks: this.#noTracks(sequence), revision: null, problem: error.problem };
    }
  }

  async saveTracks(at: OpenSequence, expected: string | null, tracks: TracksFile): Promise<string> {
    const path = tracksPath(at.sequence);
    const text = serialiseTracksFile(tracks);
    requireReadable(() => parseTracksFile(text, path));
    const compose = (before: FoundLabels | undefined): Promise<Uint8Array> => {
      if (before !== undefined) refuseUnreadable(() => parseStoredTracks(at.sequence, before));
      return Promise.resolve(new TextEncoder().encode(text));
    };
    const witness = at.sequence.frames[0]?.id;
    return this.#files.replace(at.open, path, expected, compose, witness);
  }

  /** One problem for every file that is no longer what the frame's labels were made from. */
  async checkSources(at: OpenSequence, frame: Frame, signal?: AbortSignal): Promise<Problem[]> {
    const found = await this.#files.find(at.open, sidecarPath(frame.id), signal);
    if (found === undefined) return [];
    const { folder } = at.open;
    return this.#hashes.check(parseStored(at, frame, found).sources, (path) => folder.resolve(path));
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

  async #requireTracks(at: OpenSequence, path: string): Promise<void> {
    const { problem } = await this.loadTracks(at);
    if (problem?.code === 'folder.unreadable') throw notSaved(path, 'folderGone');
    if (problem !== undefined) throw readOnly(problem);
  }

  async #sourcesOf(at: OpenSequence, frame: Frame, before: FoundLabels | undefined): Promise<SourceJson[]> {
    const recorded = await this.#recordedSources(at, frame, before);
    const own = await at.open.calibrationsIn(frame);
    return this.#hashes.sourcesOf(frame, at.sequence, own, recorded, (path) => at.open.folder.resolve(path));
  }

  async #recordedSources(at: OpenSequence, frame: Frame, before: FoundLabels | undefined) {
    if (before !== undefined) return refuseUnreadable(() => parseStored(at, frame, before)).sources;
    // A new sidecar would hide labels of the layout's own that could not be read.
    const imported = await this.imported(at);
    refuseUnreadable(() => imported.frame(frame, []));
    return [];
  }
}

function unreadable(frameId: string, error: unknown): FrameLabels {
  if (!(error instanceof ProblemError)) throw error;
  return { frameId, state: 'unreadable', problem: error.problem, problems: [] };
}

/** @throws ProblemError for what cannot be read, and for labels of another frame */
export function parseStored(
  { open }: Pick<OpenSequence, 'open'>,
  frame: Frame,
  { bytes }: Pick<FoundLabels, 'bytes'>,
): Sidecar {
  const path = sidecarPath(frame.id);
  const sidecar = parseSidecar(decodeText(bytes, path), path);
  const problem = wrongFrameProblem(sidecar, open.dataset, frame, path);
  if (problem !== undefined) throw new ProblemError(problem);
  return sidecar;
}

/** @throws ProblemError */
export function parseStoredTracks(sequence: Sequence, { bytes }: Pick<FoundLabels, 'bytes'>): TracksFile {
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
