import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { revisionOf } from '#electron/services/revision.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** Reads texts of a folder, and knows afterwards by a hash what it has read. */
export class HashedTexts {
  readonly #folder: FolderOnDisk;
  readonly #hashes = new Map<string, string>();

  constructor(folder: FolderOnDisk) {
    this.#folder = folder;
  }

  /** @throws ProblemError where it cannot be read; why is then what was read */
  async read(path: string): Promise<string> {
    try {
      const text = await this.#folder.readText(path);
      this.#note(path, revisionOf(text));
      return text;
    } catch (error) {
      if (error instanceof ProblemError) this.#note(path, `!${revisionOf(JSON.stringify(error.problem))}`);
      throw error;
    }
  }

  /** Of the paths that were read and what was there, whatever the order. */
  get hash(): string {
    return revisionOf(JSON.stringify([...this.#hashes].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** What was another the second time is like nothing that is read later. */
  #note(path: string, hash: string): void {
    const known = this.#hashes.get(path);
    this.#hashes.set(path, known === undefined || known === hash ? hash : `${known} ${hash}`);
  }
}
