/**
 * What the services need of a file system. A port and not `node:fs`, so that tests can fail any single step of a save.
 * Paths are absolute and in the platform's own form. Errors carry the system's `code` (`ENOENT`, `ENOSPC`, …).
 */
export interface FileSystem {
  /** Follows symbolic links. */
  stat(path: string): Promise<FileStat>;
  /** The path with every symbolic link resolved; fails when there is nothing. */
  realPath(path: string): Promise<string>;
  readFolder(path: string): Promise<readonly FolderEntry[]>;
  /**
   * `path` is one that `realPath` gave. Fails with `ELOOP` when a link has been put in its way since: what was checked
   * is what is read. With `EINVAL` for pipes and devices, with `EFBIG` for what is larger than `maxBytes`.
   */
  readFile(path: string, options?: ReadOptions): Promise<Uint8Array>;
  /** Bytes `start` to `end` (exclusive), in pieces; as `readFile`. */
  readStream(
    path: string,
    range: { readonly start: number; readonly end: number },
  ): AsyncIterable<Uint8Array>;
  /** Creates a file that must not exist yet. `mode`: the permission bits on systems that have them. */
  create(path: string, mode?: number): Promise<NewFile>;
  /** Opens a file to write at its end; creates it when there is none. */
  append(path: string): Promise<NewFile>;
  /**
   * Writes a file anew in its place, making it when it is missing. Never empty in between, and the same file throughout:
   * a reader over the network sees the new bytes at its next opening. For small files that may be found half-written.
   */
  overwrite(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Fails unless it is empty. */
  removeFolder(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  copyFile(from: string, to: string): Promise<void>;
  /** Makes renames in the folder survive a power cut; does nothing where the system has no such call. */
  syncFolder(path: string): Promise<void>;
  /** Whether files can be created in the folder. */
  isWritable(path: string): Promise<boolean>;
  /** Calls the listener with a name in the folder, or undefined, when something in it changed. A hint only. */
  watchFolder(path: string, listener: (name: string | undefined) => void): () => void;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly maxBytes?: number;
}

export interface FileStat {
  readonly kind: EntryKind;
  readonly bytes: number;
  /** Nanoseconds since 1970. */
  readonly modifiedNs: bigint;
  /** Permission bits. */
  readonly mode: number;
  /** Of the file itself: another one under the same name has another. */
  readonly fileId: bigint;
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface NewFile {
  write(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}
