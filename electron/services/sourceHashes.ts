import { createHash } from 'node:crypto';
import {
  calibrationOfImage,
  type Frame,
  type ImageCalibration,
  type Sequence,
} from '#shared/dataset/dataset.ts';
import type { SourceJson } from '#shared/labels/sidecar.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import type { FileSystem } from './fileSystem.ts';
import { systemReason } from './readProblems.ts';

type SourceFile = Pick<SourceJson, 'role' | 'sensor' | 'path'>;

/** Hashes of the files that labels were made from. A file is hashed again only when its size or time has changed. */
export class SourceHashes {
  readonly #fileSystem: FileSystem;
  readonly #cache = new Map<string, Promise<string>>();

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /**
   * The `sources` of a frame's sidecar. What an earlier save recorded stands, so that a file that has changed since
   * stays reported; only files that were not recorded are hashed. A file that cannot be read is left out.
   */
  async sourcesOf(
    frame: Frame,
    sequence: Sequence,
    imageCalibrations: readonly ImageCalibration[],
    recorded: readonly SourceJson[],
    resolve: (path: string) => Promise<string>,
  ): Promise<SourceJson[]> {
    const isRecorded = new Set(recorded.map(keyOf));
    const missing = sourceFilesOf(frame, sequence, imageCalibrations).filter(
      (file) => !isRecorded.has(keyOf(file)),
    );
    const added = await Promise.all(
      missing.map(async (file) => {
        const hashed = await resolve(file.path)
          .then((place) => this.#hash(place))
          .catch(() => undefined);
        return hashed === undefined ? [] : [{ ...file, ...hashed }];
      }),
    );
    return [...recorded, ...added.flat()];
  }

  /** One problem for every recorded file that is no longer what it was. */
  async check(
    recorded: readonly SourceJson[],
    resolve: (path: string) => Promise<string>,
  ): Promise<Problem[]> {
    const problems = await Promise.all(
      recorded.map(async ({ path, sensor, bytes, sha256 }): Promise<Problem[]> => {
        try {
          const now = await this.#hash(await resolve(path));
          if (now.bytes === bytes && now.sha256 === sha256) return [];
          return [{ code: 'source.changed', severity: 'warning', path, params: { sensor } }];
        } catch (error) {
          const code = systemErrorCode(error) === 'ENOENT' ? 'file.missing' : 'file.unreadable';
          return [{ code, severity: 'warning', path, params: { sensor, reason: systemReason(error) } }];
        }
      }),
    );
    return problems.flat();
  }

  async #hash(path: string): Promise<{ bytes: number; sha256: string }> {
    const { bytes, modifiedNs } = await this.#fileSystem.stat(path);
    const key = `${path}\0${bytes}\0${modifiedNs}`;
    const hash = this.#cache.get(key) ?? this.#read(path, bytes);
    this.#cache.set(key, hash);
    try {
      return { bytes, sha256: await hash };
    } catch (error) {
      this.#cache.delete(key);
      throw error;
    }
  }

  async #read(path: string, bytes: number): Promise<string> {
    const hash = createHash('sha256');
    if (bytes > 0)
      for await (const piece of this.#fileSystem.readStream(path, { start: 0, end: bytes }))
        hash.update(piece);
    return hash.digest('hex');
  }
}

/** Several cameras may share one calibration file. */
function keyOf({ role, sensor, path }: SourceFile): string {
  return `${role} ${sensor} ${path}`;
}

function sourceFilesOf(
  frame: Frame,
  sequence: Sequence,
  imageCalibrations: readonly ImageCalibration[],
): readonly SourceFile[] {
  const calibrations = sequence.cameras.flatMap((camera): SourceFile[] => {
    const path = calibrationOfImage(camera, frame, imageCalibrations)?.path;
    return path === undefined ? [] : [{ role: 'calibration', sensor: camera.id, path }];
  });
  return [
    ...frame.clouds.map(({ sensor, path }): SourceFile => ({ role: 'cloud', sensor, path })),
    ...frame.images.map(({ sensor, path }): SourceFile => ({ role: 'image', sensor, path })),
    ...calibrations,
  ];
}
