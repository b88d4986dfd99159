import { dirname } from 'node:path';
import type { z } from 'zod';
import { systemErrorCode } from '#shared/host/failure.ts';
import { writeAtomically } from './atomicWrite.ts';
import { makeMissingFolders } from './durableFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import { KeyedQueue } from './keyedQueue.ts';
import { salvage } from './salvage.ts';

/**
 * A small JSON file of the program's own. A damaged one is put aside as `<name>.damaged-<n>`, what still fits the schema
 * stays and the defaults stand in for the rest: settings must never keep the program from starting.
 */
export class UserFile<Schema extends z.ZodType> {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  readonly #schema: Schema;
  readonly #defaults: z.infer<Schema>;
  readonly #turns = new KeyedQueue();

  constructor(fileSystem: FileSystem, path: string, schema: Schema, defaults: z.infer<Schema>) {
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#schema = schema;
    this.#defaults = defaults;
  }

  /** Waits for changes under way, so that a repair and a change do not undo each other. */
  read(): Promise<z.infer<Schema>> {
    return this.#turns.run('', () => this.#read());
  }

  /** Changes come one after the other, each on top of the one before. */
  change(update: (before: z.infer<Schema>) => z.infer<Schema>): Promise<z.infer<Schema>> {
    return this.#turns.run('', async () => {
      const after = update(await this.#read());
      await this.#write(after);
      return after;
    });
  }

  async #read(): Promise<z.infer<Schema>> {
    const bytes = await this.#readBytes();
    if (bytes === undefined) return this.#defaults;
    const value = parseOrUndefined(bytes);
    const parsed = this.#schema.safeParse(value);
    if (parsed.success) return parsed.data;
    return this.#repair(value);
  }

  async #readBytes(): Promise<Uint8Array | undefined> {
    try {
      return await this.#fileSystem.readFile(await this.#place());
    } catch {
      return undefined;
    }
  }

  async #repair(value: unknown): Promise<z.infer<Schema>> {
    const left = salvage(this.#schema, value);
    await this.#putAside();
    if (isEmpty(left)) return this.#defaults;
    const alone = this.#schema.safeParse(left);
    const parsed = alone.success ? alone : this.#schema.safeParse(Object.assign({}, this.#defaults, left));
    if (!parsed.success) return this.#defaults;
    // Otherwise what was saved would be lost with the next start; without a place to write it lasts until then.
    await this.#write(parsed.data).catch(() => undefined);
    return parsed.data;
  }

  async #write(value: z.infer<Schema>): Promise<void> {
    await makeMissingFolders(this.#fileSystem, dirname(this.#path));
    const text = `${JSON.stringify(value, undefined, 2)}\n`;
    await writeAtomically(this.#fileSystem, await this.#place(), new TextEncoder().encode(text));
  }

  /** People keep such files elsewhere and link to them. */
  #place(): Promise<string> {
    return this.#fileSystem.realPath(this.#path).catch(() => this.#path);
  }

  async #putAside(): Promise<void> {
    for (let n = 1; ; n += 1) {
      const aside = `${this.#path}.damaged-${n}`;
      if (await this.#exists(aside)) continue;
      // In a folder that cannot be written the damaged file stays where it is.
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

function isEmpty(value: unknown): value is undefined {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
