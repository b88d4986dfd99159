import type { FileSystem } from '#electron/services/fileSystem.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { folderOf, joinPath } from '#shared/dataset/canonicalPath.ts';
import { isWatched } from './labelEvent.ts';

/** Other programs save in several steps: look once they are through. */
const SETTLE_MS = 100;
/** Beyond these nothing is lost: the next sweep looks at everything. */
const MOST_FOLDERS = 200;
const MOST_HINTS = 1000;

/**
 * Label files that the system says were changed, so that they need not wait for the next sweep. A hint only: network
 * drives send none, and systems drop some.
 */
export class ChangeHints {
  readonly #stops = new Map<string, () => void>();
  readonly #paths = new Set<string>();
  readonly #folder: FolderOnDisk;
  readonly #fileSystem: FileSystem;
  #wake: (() => void) | undefined;

  constructor(folder: FolderOnDisk, fileSystem: FileSystem) {
    this.#folder = folder;
    this.#fileSystem = fileSystem;
  }

  /** Watches the folders that now hold files, and no longer those that do not. */
  async watchFolders(): Promise<void> {
    const folders = new Set((await this.#folder.list()).map(folderOf));
    for (const [folder, stop] of this.#stops) {
      if (folders.has(folder)) continue;
      stop();
      this.#stops.delete(folder);
    }
    if (folders.size > MOST_FOLDERS) return;
    for (const folder of folders) {
      // One that cannot be watched is swept like the others.
      if (!this.#stops.has(folder)) await this.#watchFolder(folder).catch(() => undefined);
    }
  }

  /** Waits for so long, or until files were changed: those. Empty when the time is over or the signal aborts. */
  async next(milliseconds: number, signal: AbortSignal): Promise<readonly string[]> {
    if (this.#paths.size === 0) await this.#sleep(milliseconds, signal);
    if (this.#paths.size === 0 || signal.aborted) return [];
    await this.#sleep(SETTLE_MS, signal);
    const paths = [...this.#paths];
    this.#paths.clear();
    return paths;
  }

  stop(): void {
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
  }

  async #watchFolder(folder: string): Promise<void> {
    const real = await this.#folder.resolveFolder(folder);
    const stop = this.#fileSystem.watchFolder(real, (name) => {
      const path = name === undefined ? '' : joinPath(folder, name.normalize('NFC'));
      if (!isWatched(path) || this.#paths.size >= MOST_HINTS) return;
      this.#paths.add(path);
      this.#wake?.();
    });
    this.#stops.set(folder, stop);
  }

  async #sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      // What comes while things settle does not end the wait.
      this.#wake = this.#paths.size === 0 ? end : undefined;
    });
  }
}
