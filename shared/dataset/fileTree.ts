/** A folder as the layouts see it, so that they run wherever the files are. The host implements it. */
export interface DatasetFolder {
  /** The folder's own name. */
  readonly name: string;
  /**
   * The paths of all files in it and below, in the form of `canonicalPath`, sorted. Names only: asking a disk for the
   * size of a hundred thousand files takes longer than everything else about opening them.
   *
   * @throws ProblemError `folder.unreadable`, also for a folder with absurdly many files.
   */
  list(): Promise<readonly string[]>;
  /**
   * The text of a UTF-8 file.
   *
   * @throws ProblemError `file.missing`, `file.unreadable` (also for what is larger than `maxBytes`).
   */
  readText(path: string, maxBytes?: number): Promise<string>;
  /** The bytes of a file in pieces, for what may be too large for one text. @throws as `readText`, while iterating */
  readStream(path: string): AsyncIterable<Uint8Array>;
  /** Bytes of a file. @throws ProblemError `file.missing`, `file.unreadable`. */
  size(path: string): Promise<number>;
  /** SHA-256 of the UTF-8 bytes of a text: 64 hex digits. */
  sha256(text: string): Promise<string>;
}
