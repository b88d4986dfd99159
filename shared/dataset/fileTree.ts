export interface FileEntry {
  /** Relative to the folder, in the form of `canonicalPath`. */
  readonly path: string;
  readonly bytes: number;
}

/** A folder as the layouts see it, so that they run wherever the files are. The host implements it. */
export interface DatasetFolder {
  /** The folder's own name. */
  readonly name: string;
  /**
   * All files in it and below, sorted by path. Bounded: a folder with absurdly many files is refused.
   *
   * @throws ProblemError `folder.unreadable`.
   */
  list(): Promise<readonly FileEntry[]>;
  /**
   * The text of a UTF-8 file.
   *
   * @throws ProblemError `file.missing`, `file.unreadable` (also for what is larger than `maxBytes`).
   */
  readText(path: string, maxBytes?: number): Promise<string>;
  /** The first bytes of a file, for layouts that must look inside one to recognise it. */
  readHead?(path: string, bytes: number): Promise<Uint8Array>;
  /** SHA-256 of the UTF-8 bytes of a text: 64 hex digits. */
  sha256(text: string): Promise<string>;
}
