import type { Frame } from '#shared/dataset/dataset.ts';
import type { MethodOutput } from '#shared/host/contract.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { HostError } from '#shared/host/hostError.ts';
import type { LabelVersion } from '#shared/host/versionsContract.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { compareLabels, comparedObjects } from '#shared/labels/versions/compareLabels.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { Backups, KeptVersion } from './backups.ts';
import { frameOf } from './datasets.ts';
import type { LabelFiles } from './labelFiles.ts';
import { parseStored, parseStoredTracks, type OpenSequence } from './labelStore.ts';
import { fileProblem } from './readProblems.ts';
import { revisionOf } from './revision.ts';

/** A label file whose versions are asked for. */
interface Subject {
  readonly path: string;
  /** Undefined: it is `tracks.json`. */
  readonly frame: Frame | undefined;
}

type Content = MethodOutput<'versions.load'>;

/** The earlier versions of label files, as the UI asks for them. */
export class LabelVersions {
  readonly #files: LabelFiles;
  readonly #backups: Backups;

  constructor(files: LabelFiles, backups: Backups) {
    this.#files = files;
    this.#backups = backups;
  }

  async list(
    at: OpenSequence,
    frameId: string | undefined,
    signal: AbortSignal,
  ): Promise<MethodOutput<'versions.list'>> {
    const subject = subjectOf(at, frameId);
    const { labelFolder } = at.open;
    const present = await this.#present(at, subject);
    const versions: LabelVersion[] = [];
    for (const kept of await this.#backups.list(labelFolder, subject.path)) {
      signal.throwIfAborted();
      const bytes = await this.#backups.read(labelFolder, subject.path, kept.id).catch(() => undefined);
      // Thinned out meanwhile, or not readable just now.
      if (bytes !== undefined) versions.push(describe(at, subject, kept, bytes, present));
    }
    const problem = this.#backups.problemOf(labelFolder, subject.path);
    return { versions: versions.reverse(), ...(problem === undefined ? {} : { problem }) };
  }

  /** @throws HostError `not-found` */
  async load(at: OpenSequence, frameId: string | undefined, versionId: string): Promise<Content> {
    const subject = subjectOf(at, frameId);
    return parse(at, subject, versionId, await this.#bytesOf(at, subject, versionId));
  }

  /**
   * Puts a version in the place of the present file, which cannot be read and is kept first.
   *
   * @throws HostError `invalid-request` when the file can be read or is not there; ProblemError `version.damaged`, or why
   *   the damaged file could not be kept; nothing is changed then
   */
  async recover(
    at: OpenSequence,
    frameId: string | undefined,
    versionId: string,
  ): Promise<{ readonly revision: string; readonly keptAs: string }> {
    const subject = subjectOf(at, frameId);
    const bytes = await this.#bytesOf(at, subject, versionId);
    const { problem } = parse(at, subject, versionId, bytes);
    if (problem !== undefined) throw new ProblemError(problem);
    const { open } = at;
    const found = await this.#files.find(open, subject.path);
    if (found === undefined || found.revision === null) throw notDamaged(subject);
    if (contentOf(at, subject, found.bytes).problem === undefined) throw notDamaged(subject);
    const keptAs = await this.#backups.keepDamaged(open.labelFolder, subject.path, {
      ...found,
      revision: found.revision,
    });
    const revision = await this.#files.replace(open, subject.path, found.revision, () =>
      Promise.resolve(bytes),
    );
    return { revision, keptAs };
  }

  async #present(at: OpenSequence, subject: Subject): Promise<Sidecar | undefined> {
    const found = await this.#files.find(at.open, subject.path).catch(() => undefined);
    return found && contentOf(at, subject, found.bytes).sidecar;
  }

  async #bytesOf(at: OpenSequence, { path }: Subject, versionId: string): Promise<Uint8Array> {
    try {
      return await this.#backups.read(at.open.labelFolder, path, versionId);
    } catch (cause) {
      if (systemErrorCode(cause) !== 'ENOENT') throw fileProblem('file.unreadable', versionId, cause);
      throw new HostError({ code: 'not-found', message: `no version ${versionId} of ${path}` }, { cause });
    }
  }
}

function subjectOf({ sequence }: OpenSequence, frameId: string | undefined): Subject {
  if (frameId === undefined) return { path: tracksPath(sequence), frame: undefined };
  const frame = frameOf(sequence, frameId);
  return { path: sidecarPath(frame.id), frame };
}

/** What a file holds, by the rules of the file that is opened. */
function contentOf(at: OpenSequence, { frame }: Subject, bytes: Uint8Array): Content {
  try {
    return frame === undefined
      ? { tracks: parseStoredTracks(at.sequence, { bytes }) }
      : { sidecar: parseStored(at, frame, { bytes }) };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    throw error;
  }
}

function parse(at: OpenSequence, subject: Subject, versionId: string, bytes: Uint8Array): Content {
  const isWhole = versionId.endsWith(`-${revisionOf(bytes).slice(0, 8)}.json`);
  const problem: Problem = { code: 'version.damaged', severity: 'error', path: subject.path };
  return isWhole ? contentOf(at, subject, bytes) : { problem };
}

function describe(
  at: OpenSequence,
  subject: Subject,
  { id, savedAt }: KeptVersion,
  bytes: Uint8Array,
  present: Sidecar | undefined,
): LabelVersion {
  const { sidecar, tracks } = parse(at, subject, id, bytes);
  const author = sidecar && lastAuthor(sidecar);
  const comparison = sidecar && present && compareLabels(comparedObjects(sidecar), comparedObjects(present));
  return {
    id,
    savedAt,
    bytes: bytes.length,
    revision: revisionOf(bytes),
    objects: sidecar?.objects.length ?? tracks?.tracks.length ?? null,
    ...(author === undefined ? {} : { author }),
    ...(comparison === undefined
      ? {}
      : {
          changesSince: {
            added: comparison.added.length,
            removed: comparison.removed.length,
            changed: comparison.changed.length,
          },
        }),
  };
}

/** Who changed an object, or the mark of the frame, last; of times that a file lacks, nothing is known. */
function lastAuthor({ objects, frame: { done } }: Sidecar): string | undefined {
  const stamps = objects.map(({ provenance: { author, changedAt } }) => ({ author, at: changedAt }));
  stamps.push({ author: done?.author, at: done?.markedAt });
  const [last] = stamps
    .filter(({ author, at }) => author !== undefined && author !== '' && at !== undefined)
    .sort((a, b) => Number(BigInt(b.at ?? 0) - BigInt(a.at ?? 0)));
  return last?.author;
}

function notDamaged({ path }: Subject): HostError {
  return new HostError({ code: 'invalid-request', message: `${path} can be read, or is not there` });
}
