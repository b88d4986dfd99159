import { basename } from 'node:path';
import { folderOf, joinPath, nameOf } from '#shared/dataset/canonicalPath.ts';
import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { ProblemReason } from '#shared/problems/reasons.ts';
import { decodeText } from './decodeText.ts';
import type { FileSystem } from './fileSystem.ts';
import type { GrantedRoots } from './grantedRoots.ts';
import { listTree, type ListingOptions } from './listTree.ts';
import { fileProblem, unreadableFile } from './readProblems.ts';
import { revisionOf } from './revision.ts';

/** Larger texts are no calibration, manifest or label file. */
const LONGEST_TEXT_BYTES = 64 * 1024 * 1024;

/** What a scan found, as plain data: another thread reads the folder with it and need not scan it again. */
export interface ScannedFolder {
  readonly root: string;
  /** Empty where nobody asks for them. */
  readonly files: readonly string[];
  readonly diskPaths: ReadonlyMap<string, string>;
  readonly linkedFolders: ReadonlyMap<string, string>;
}

/** A dataset's folder on this computer. Every access is checked against the granted roots. */
export class FolderOnDisk implements DatasetFolder {
  readonly name: string;
  readonly root: string;
  readonly #fileSystem: FileSystem;
  readonly #roots: GrantedRoots;
  /** Only files and folders that the disk spells in another Unicode form. */
  readonly #diskPaths = new Map<string, string>();
  /** Only folders that links lead to, as the disk spells them → where they really are. */
  #linkedFolders: ReadonlyMap<string, string> = new Map();
  #listing: readonly string[] | undefined;
  #problems: readonly Problem[] = [];

  /** @param root a real path inside a granted root */
  constructor(fileSystem: FileSystem, roots: GrantedRoots, root: string) {
    this.#fileSystem = fileSystem;
    this.#roots = roots;
    this.root = root;
    this.name = basename(root) || root;
  }

  /** As it was scanned elsewhere. @param roots in which its own is granted */
  static ofScan(fileSystem: FileSystem, roots: GrantedRoots, scanned: ScannedFolder): FolderOnDisk {
    const folder = new FolderOnDisk(fileSystem, roots, scanned.root);
    folder.#listing = scanned.files;
    folder.#linkedFolders = scanned.linkedFolders;
    for (const [path, diskPath] of scanned.diskPaths) folder.#diskPaths.set(path, diskPath);
    return folder;
  }

  /** What the last scan found. @param hasFiles with the list of all files */
  scanned(hasFiles: boolean): ScannedFolder {
    return {
      root: this.root,
      files: hasFiles ? (this.#listing ?? []) : [],
      diskPaths: this.#diskPaths,
      linkedFolders: this.#linkedFolders,
    };
  }

  /** What the last scan could not read, and names that not every system can tell apart. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** As of the last {@link scan}; the first call scans. */
  list(): Promise<readonly string[]> {
    return this.#listing === undefined ? this.scan() : Promise.resolve(this.#listing);
  }

  /** Lists the folder as it is now. @throws ProblemError `folder.unreadable`; rejects when the signal aborts. */
  async scan(options: ListingOptions = {}): Promise<readonly string[]> {
    const { files, diskPaths, linkedFolders, problems } = await listTree(
      this.#fileSystem,
      this.#roots,
      this.root,
      options,
    );
    // A folder in which nothing can be read is not an empty one.
    const unreadable = problems.find(({ code }) => code === 'folder.unreadable');
    if (files.length === 0 && unreadable !== undefined) throw new ProblemError(unreadable);
    this.#problems = problems;
    this.#linkedFolders = linkedFolders;
    this.#diskPaths.clear();
    for (const [path, diskPath] of diskPaths) this.#rememberSpelling(path, diskPath);
    this.#listing = files;
    return files;
  }

  async readText(path: string, maxBytes = LONGEST_TEXT_BYTES): Promise<string> {
    return decodeText(await this.#readBytes(path, maxBytes), path);
  }

  async *readStream(path: string): AsyncIterable<Uint8Array> {
    const end = await this.size(path);
    if (end === 0) return;
    try {
      yield* this.#fileSystem.readStream(await this.resolve(path), { start: 0, end });
    } catch (cause) {
      throw readProblem(path, cause);
    }
  }

  async size(path: string): Promise<number> {
    try {
      const { kind, bytes } = await this.#fileSystem.stat(await this.resolve(path));
      if (kind !== 'file') throw unreadableFile(path, 'notFile');
      return bytes;
    } catch (cause) {
      throw readProblem(path, cause);
    }
  }

  sha256(text: string): Promise<string> {
    return Promise.resolve(revisionOf(text));
  }

  /** The real place of a path of the dataset, whether there is a file or not; rejects with `denied` outside. */
  resolve(path: string): Promise<string> {
    return this.#roots.resolveInside(this.root, this.#onDisk(path));
  }

  /** As `resolve`; the empty text is the folder itself. */
  resolveFolder(path: string): Promise<string> {
    return path === '' ? this.#roots.resolve(this.root) : this.resolve(path);
  }

  #rememberSpelling(path: string, diskPath: string): void {
    if (path === diskPath || this.#diskPaths.has(path)) return;
    this.#diskPaths.set(path, diskPath);
    // Label files that do not exist yet will lie in the folder that does.
    this.#rememberSpelling(folderOf(path), folderOf(diskPath));
  }

  #onDisk(path: string): string {
    if (path === '' || this.#diskPaths.size === 0) return path;
    return this.#diskPaths.get(path) ?? joinPath(this.#onDisk(folderOf(path)), nameOf(path));
  }

  /**
   * Resolving first takes longer than reading a small file, and there may be one for every frame. So it is opened where it
   * should really lie, which `readFile` checks; only what lies elsewhere is resolved.
   */
  async #readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
    try {
      return await this.#fileSystem.readFile(this.#expectedPlace(path), { maxBytes }).catch(async (cause) => {
        if (systemErrorCode(cause) !== 'ELOOP') throw cause;
        return this.#fileSystem.readFile(await this.resolve(path), { maxBytes });
      });
    } catch (cause) {
      throw readProblem(path, cause);
    }
  }

  #expectedPlace(path: string): string {
    const diskPath = this.#onDisk(path);
    const linked = this.#linkedFolders.get(folderOf(diskPath));
    const [root, inner] = linked === undefined ? [this.root, diskPath] : [linked, nameOf(diskPath)];
    return this.#roots.placeInside(root, inner);
  }
}

const REASONS: Readonly<Record<string, ProblemReason>> = { EINVAL: 'notFile', EFBIG: 'tooLarge' };

function readProblem(path: string, cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  const systemCode = systemErrorCode(cause) ?? '';
  const reason = REASONS[systemCode];
  if (reason !== undefined) return unreadableFile(path, reason, cause);
  const isMissing = systemCode === 'ENOENT';
  return fileProblem(isMissing ? 'file.missing' : 'file.unreadable', path, cause);
}
