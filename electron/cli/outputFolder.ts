import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { canonicalPath } from '#shared/dataset/canonicalPath.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { isRunning } from './isRunning.ts';

/** A file that was written, as the report lists it. */
export interface WrittenFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Files are written beside the folder and come into it when all of them are there. */
export class OutputFolder {
  readonly #typed: string;
  readonly #target: string;
  readonly #partial: string;
  readonly #files: WrittenFile[] = [];

  /** @param typed the folder as a person named it; it need not exist */
  constructor(typed: string) {
    this.#typed = typed;
    this.#target = resolve(typed);
    const name = `.${basename(this.#target)}.partial-${process.pid}-${randomUUID().slice(0, 8)}`;
    this.#partial = join(dirname(this.#target), name);
  }

  get files(): readonly WrittenFile[] {
    return this.#files;
  }

  /**
   * Writes a file where nobody looks for it yet.
   *
   * @throws ProblemError `name.notPortable` for a path that leads out of the folder: labels name frames as they like
   */
  async add(path: string, text: string | Uint8Array): Promise<void> {
    if (canonicalPath(path) !== path.normalize('NFC'))
      throw new ProblemError({ code: 'name.notPortable', severity: 'error', path });
    const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
    const place = join(this.#partial, ...path.split('/'));
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes, { flag: 'wx' });
    this.#files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
  }

  /**
   * Puts all files in their place. Where the folder is not there, or empty, that is one step. Otherwise files of an
   * earlier conversion are replaced, and those that it has no more are removed; what it did not write is not touched.
   *
   * @param earlier the files of the earlier conversion, as its report lists them
   * @param besideOthers whether it may hold other files
   * @throws ProblemError `convert.occupied`, `convert.refused`, with nothing changed
   */
  async place(earlier: readonly WrittenFile[], besideOthers: boolean): Promise<void> {
    const present = await listFiles(this.#target);
    if (present.length === 0) {
      await rm(this.#target, { recursive: true, force: true });
      await rename(this.#partial, this.#target);
      return;
    }
    const ours = new Map(earlier.map((file) => [file.path, file.sha256]));
    const next = new Map(this.#files.map((file) => [file.path, file.sha256]));
    for (const path of present) {
      if (next.has(path)) {
        const hash = sha256(await readFile(join(this.#target, path)));
        // The very bytes that are to be there may be left from a run that was cut short.
        if (hash !== next.get(path) && hash !== ours.get(path)) throw this.#refusal('convert.refused', path);
      } else if (!ours.has(path) && !besideOthers) throw this.#refusal('convert.occupied');
    }
    for (const { path } of this.#files) {
      await mkdir(dirname(join(this.#target, path)), { recursive: true });
      await rename(join(this.#partial, path), join(this.#target, path));
    }
    for (const [path, hash] of ours)
      if (
        !next.has(path) &&
        present.includes(path) &&
        sha256(await readFile(join(this.#target, path))) === hash
      )
        await rm(join(this.#target, path));
    await this.discard();
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await rm(this.#partial, { recursive: true, force: true });
  }

  #refusal(code: 'convert.occupied' | 'convert.refused', path?: string): ProblemError {
    const shown = path === undefined ? this.#typed : `${this.#typed.replace(/[\\/]+$/, '')}/${path}`;
    return new ProblemError({ code, severity: 'error', path: shown });
  }
}

/** Removes what a run that was killed left beside the folder; those of runs that are still at work stay. */
export async function removeLeftovers(typed: string): Promise<void> {
  const target = resolve(typed);
  const start = `.${basename(target)}.partial-`;
  const names = await readdir(dirname(target)).catch(() => []);
  for (const name of names) {
    const pid = /^(\d+)-[0-9a-f]{8}$/.exec(name.startsWith(start) ? name.slice(start.length) : '')?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

/** Relative, with `/`; empty where there is no such folder. */
async function listFiles(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
