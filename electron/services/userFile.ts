import { dirname } from 'node:path';
import type { z } from 'zod';
import { systemErrorCode } from '#shared/host/failure.ts';
import { writeAtomically } from './atomicWrite.ts';
import type { FileSystem } from './fileSystem.ts';
import { KeyedQueue } from './keyedQueue.ts';

/**
 * A small JSON file of the program's own. A damaged one is put aside as `<name>.damaged-<n>` and the defaults are
 * used: settings must never keep the program from starting.
 */
export class UserFile<Schema extends z.ZodType> {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #schema: Schema;
  readonly #defaults: z.infer<Schema>;
  readonly #changes = new KeyedQueue();

  constructor(fileSystem: FileSystem, path: string, schema: Schema, defaults: z.infer<Schema>) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#schema = schema;
    this.#defaults = defaults;
  }

  async read(): Promise<z.infer<Schema>> {
    let bytes: Uint8Array;
    try {
      bytes = await this.#fileSystem.readFile(this.#path);
    } catch {
      return this.#defaults;
    }
    const parsed = this.#schema.safeParse(parseOrUndefined(bytes));
    if (parsed.success) return parsed.data;
    await this.#putAside();
    return this.#defaults;
  }

  /** Changes come one after the other, each on top of the one before. */
  change(update: (before: z.infer<Schema>) => z.infer<Schema>): Promise<z.infer<Schema>> {
    return this.#changes.run('', async () => {
      const after = update(await this.read());
      await this.#fileSystem.makeFolder(dirname(this.#path));
      const text = `${JSON.stringify(after, undefined, 2)}\n`;
      await writeAtomically(this.#fileSystem, this.#path, new TextEncoder().encode(text));
      return after;
    });
  }

  async #putAside(): Promise<void> {
    for (let n = 1; ; n += 1) {
      const aside = `${this.#path}.damaged-${n}`;
      if (await this.#exists(aside)) continue;
      // In a folder that cannot be written the damaged file stays where it is, and so do the defaults.
      await this.#fileSystem.rename(this.#path, aside).catch(() => undefined);
      return;
    }
  }

  async #exists(path: string): Promise<boolean> {
    try {
      await this.#fileSystem.stat(path);
      return true;
    } catch (error) {
      return systemErrorCode(error) !== 'ENOENT';
    }
  }
}

function parseOrUndefined(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
