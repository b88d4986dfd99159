import { basename, join } from 'node:path';
import { z } from 'zod';
import { toHostFailure } from '#shared/host/failure.ts';
import { HostError, type HostErrorCode } from '#shared/host/hostError.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { ProblemReason } from '#shared/problems/reasons.ts';
import { makeMissingFolders } from './durableFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import { GrantedRoots, isInside } from './grantedRoots.ts';
import { systemReason } from './readProblems.ts';
import { revisionOf } from './revision.ts';
import { UserFile } from './userFile.ts';
import type { UserFolders } from './userFolders.ts';

/** The folder that a dataset's labels are kept in. */
export interface LabelRoot {
  /** The very folder of the data unless another was chosen. */
  readonly folder: FolderOnDisk;
  readonly problems: readonly Problem[];
}

/**
 * Which datasets keep their labels elsewhere: `label-roots.json` in the user's folder, by the real path of the data.
 * One that has gone is reported and stays chosen: labels are never written to a place that nobody chose.
 */
export class LabelRoots {
  readonly #fileSystem: FileSystem;
  readonly #roots: GrantedRoots;
  readonly #file: UserFile<z.ZodRecord<z.ZodString, z.ZodString>>;
  readonly #ownFolder: string;

  constructor(fileSystem: FileSystem, roots: GrantedRoots, { config, data }: UserFolders) {
    this.#fileSystem = fileSystem;
    this.#roots = roots;
    this.#file = new UserFile(
      fileSystem,
      join(config, 'label-roots.json'),
      z.record(z.string(), z.string()),
      {},
    );
    this.#ownFolder = join(data, 'labels');
  }

  async of(data: FolderOnDisk): Promise<LabelRoot> {
    const chosen = (await this.#file.read())[data.root];
    if (chosen === undefined) return { folder: data, problems: [] };
    // Granted for the labels of this dataset alone: a page that may read one folder does not get another to browse.
    const roots = new GrantedRoots(this.#fileSystem);
    roots.grantReal(chosen);
    const folder = new FolderOnDisk(this.#fileSystem, roots, chosen);
    try {
      await roots.resolve(chosen);
      return { folder, problems: [] };
    } catch (error) {
      const reason = systemReason(error) === 'ENOENT' ? 'folderGone' : systemReason(error);
      const problem: Problem = {
        code: 'folder.unreadable',
        severity: 'error',
        path: chosen,
        params: { reason },
      };
      return { folder, problems: [problem] };
    }
  }

  /**
   * Chooses where the labels of a dataset are kept from its next opening on.
   *
   * @param data the dataset's folder, a real path
   * @param path inside a granted root; the data folder itself: beside the data again; absent: a folder of our own
   * @param openData the folders of all open datasets
   * @returns the real path
   * @throws HostError with the problem `labelRoot.refused`: `denied` outside the granted roots; `not-found`;
   *   `invalid-request` for what is no folder, lies in the folder of another open dataset, or keeps the labels of
   *   another dataset; `read-only`
   */
  async choose(data: string, path: string | undefined, openData: readonly string[]): Promise<string> {
    const finding = path === undefined ? this.#makeOwn(data) : this.#roots.resolve(path);
    const chosen = await finding.catch((cause: unknown) => {
      throw notReached(path ?? this.#ownFolder, cause);
    });
    if (chosen === data) {
      await this.#file.change(({ [data]: _forgotten, ...others }) => others);
      return data;
    }
    if ((await this.#fileSystem.stat(chosen)).kind !== 'folder') throw refused(chosen, 'notFolder');
    const intruded = openData.find((other) => other !== data && isInside(other, chosen));
    if (intruded !== undefined) throw refused(chosen, 'partOfDataset', { other: intruded });
    const user = await this.#otherUser(data, chosen);
    if (user !== undefined) throw refused(chosen, 'keepsLabelsOf', { other: user });
    if (!(await this.#fileSystem.isWritable(chosen)))
      throw refused(chosen, 'notWritable', { code: 'read-only' });
    await this.#file.change((before) => ({ ...before, [data]: chosen }));
    return chosen;
  }

  async #makeOwn(data: string): Promise<string> {
    const folder = join(this.#ownFolder, `${basename(data) || 'data'}-${revisionOf(data).slice(0, 8)}`);
    await makeMissingFolders(this.#fileSystem, folder);
    return this.#fileSystem.realPath(folder);
  }

  /** Another dataset, still there, whose labels are in the folder: files of the same name would be taken for its own. */
  async #otherUser(data: string, labels: string): Promise<string | undefined> {
    for (const [other, root] of Object.entries(await this.#file.read())) {
      if (other === data || root !== labels) continue;
      const isThere = await this.#fileSystem.realPath(other).then(
        () => true,
        () => false,
      );
      if (isThere) return other;
    }
    return undefined;
  }
}

function refused(
  path: string,
  reason: ProblemReason,
  { code = 'invalid-request', other }: { readonly code?: HostErrorCode; readonly other?: string } = {},
): HostError {
  const params = { reason, ...(other === undefined ? {} : { other }) };
  return new HostError({
    code,
    message: `${path} keeps no labels: ${reason}`,
    problem: refusal(path, params),
  });
}

/** There is no such folder, it is out of reach, or one of our own could not be made. */
function notReached(path: string, cause: unknown): HostError {
  const { code, message } = toHostFailure(cause);
  const whatIsWrong = code === 'not-found' ? 'folderGone' : systemReason(cause);
  const reason = cause instanceof HostError ? 'notOpened' : whatIsWrong;
  return new HostError({ code, message, problem: refusal(path, { reason }) }, { cause });
}

function refusal(path: string, params: NonNullable<Problem['params']>): Problem {
  return { code: 'labelRoot.refused', severity: 'error', path, params };
}
