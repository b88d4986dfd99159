import { join } from 'node:path';
import { OWN_FOLDER } from '#shared/labels/labelPaths.ts';
import { parseVersionName } from '#shared/labels/versions/versionName.ts';
import { versionsOverBudget, type SizedVersion } from '#shared/labels/versions/versionsOverBudget.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import type { FileSystem } from './fileSystem.ts';

const LOOKS_AT_ONCE = 4;
/** Deeper than any label file: a folder that leads into itself must end somewhere. */
const DEEPEST = 40;
/** So far it goes down when too much is there, so that not every save counts again. */
const ROOM = 0.8;

interface FoundVersion extends SizedVersion {
  /** Absolute. */
  readonly place: string;
}

/**
 * Bounds the bytes of all earlier versions in a label root. They are counted once, after the first is kept, and in the
 * background, for a large dataset has many; from then on what is added is added up, and what goes is counted again only
 * when the bound is reached.
 */
export class BackupBudget {
  readonly #fileSystem: FileSystem;
  readonly #mostBytes: number;
  /** By label root; what a save adds while the versions are counted is counted twice at worst. */
  readonly #bytes = new Map<string, number>();
  #work: Promise<void> = Promise.resolve();

  constructor(fileSystem: FileSystem, mostBytes: number) {
    this.#fileSystem = fileSystem;
    this.#mostBytes = mostBytes;
  }

  /** A version of so many bytes was kept. */
  add(root: string, bytes: number): void {
    const known = this.#bytes.get(root);
    this.#bytes.set(root, (known ?? 0) + bytes);
    if (known !== undefined && known + bytes <= this.#mostBytes) return;
    // The next is not asked for while this one is under way.
    this.#bytes.set(root, 0);
    this.#work = this.#work.then(() => this.#tidy(root)).catch(() => undefined);
  }

  /** Resolves once nothing is being counted. */
  idle(): Promise<void> {
    return this.#work;
  }

  async #tidy(root: string): Promise<void> {
    const all = await this.#versionsIn(join(root, OWN_FOLDER, 'backups'), '', 0);
    let bytes = all.reduce((sum, version) => sum + version.bytes, 0);
    if (bytes > this.#mostBytes) {
      for (const { place, bytes: freed } of versionsOverBudget(all, this.#mostBytes * ROOM)) {
        const isGone = await this.#fileSystem.remove(place).then(
          () => true,
          () => false,
        );
        if (isGone) bytes -= freed;
      }
    }
    // First versions may be more than the bound by themselves: only what comes on top of them is counted again.
    this.#bytes.set(root, Math.min(bytes, this.#mostBytes * ROOM) + (this.#bytes.get(root) ?? 0));
  }

  async #versionsIn(folder: string, file: string, depth: number): Promise<readonly FoundVersion[]> {
    if (depth > DEEPEST) return [];
    const entries = await this.#fileSystem.readFolder(folder).catch(() => []);
    const found = await mapConcurrently(entries, LOOKS_AT_ONCE, async ({ name, kind }) => {
      const place = join(folder, name);
      // Links are left alone: nothing is removed that lies elsewhere.
      if (kind === 'folder') return this.#versionsIn(place, `${file}/${name}`, depth + 1);
      const version = kind === 'file' ? parseVersionName(name) : undefined;
      if (version === undefined) return [];
      const stat = await this.#fileSystem.stat(place).catch(() => undefined);
      return stat === undefined ? [] : [{ ...version, file, bytes: stat.bytes, place }];
    });
    return found.flat();
  }
}
