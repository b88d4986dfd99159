import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { canonicalPath } from '#shared/dataset/canonicalPath.ts';
import type { OutputFile } from '#shared/interchange/common/interchangeFormat.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { filesBelow } from './filesBelow.ts';
import { removeLeftovers, temporaryName } from './leftovers.ts';

/** A file that was written, as the report lists it. */
export interface WrittenFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Placing {
  /** Files of earlier conversions that may be written over. */
  readonly replaced: readonly WrittenFile[];
  /** Those of them that go where they are not written again. */
  readonly removed: readonly WrittenFile[];
  /** It may hold other files. */
  readonly besideOthers: boolean;
  /** Other runs write there too, perhaps at this moment: what they write is not told from what others put there. */
  readonly isShared: boolean;
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
    const name = temporaryName(startOf(this.#target), randomUUID().slice(0, 8));
    this.#partial = join(dirname(this.#target), name);
  }

  /** Removes what a run that was killed left beside the folder. */
  async removeLeftovers(): Promise<void> {
    await removeLeftovers(dirname(this.#target), startOf(this.#target));
  }

  get files(): readonly WrittenFile[] {
    return this.#files;
  }

  /**
   * Writes a file where nobody looks for it yet.
   *
   * @throws ProblemError `name.notPortable` for a path that leads out of the folder: labels name frames as they like
   */
  async add(path: string, text: OutputFile['text']): Promise<void> {
    if (canonicalPath(path) !== path.normalize('NFC'))
      throw new ProblemError({ code: 'name.notPortable', severity: 'error', path });
    const place = join(this.#partial, ...path.split('/'));
    await mkdir(dirname(place), { recursive: true });
    const hash = createHash('sha256');
    let bytes = 0;
    async function* hashed(): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(text)) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
    await writeFile(place, hashed(), { flag: 'wx' });
    this.#files.push({ path, bytes, sha256: hash.digest('hex') });
  }

  /**
   * Puts all files in their place. Where the folder is not there, or empty, that is one step. Otherwise files of an
   * earlier conversion are replaced, and those that it has no more are removed; what it did not write is not touched.
   * The file that was added last is put in its place last.
   *
   * @throws ProblemError `convert.occupied`, `convert.refused`, with nothing changed
   */
  async place({ replaced, removed, besideOthers, isShared }: Placing): Promise<void> {
    const present = await filesBelow(this.#target);
    if (present.length === 0 && !isShared) {
      await rm(this.#target, { recursive: true, force: true });
      await rename(this.#partial, this.#target);
      return;
    }
    const known = new Map(replaced.map((file) => [file.path, file.sha256]));
    const next = new Map(this.#files.map((file) => [file.path, file.sha256]));
    for (const path of present) {
      if (next.has(path)) {
        const hash = sha256(await readFile(join(this.#target, path)));
        // The very bytes that are to be there may be left from a run that was cut short.
        if (hash !== next.get(path) && hash !== known.get(path)) throw this.#refusal('convert.refused', path);
      } else if (!known.has(path) && !besideOthers && !isShared) throw this.#refusal('convert.occupied');
    }
    // What says which files are ours comes last: a run that is cut short before it knows them as the earlier one's.
    const { path: last } = this.#files.at(-1)!;
    for (const { path } of this.#files) if (path !== last) await this.#move(path);
    await removeUnchanged(
      this.#target,
      removed.filter(({ path }) => !next.has(path)),
    );
    await this.#move(last);
    await this.discard();
  }

  async #move(path: string): Promise<void> {
    await mkdir(dirname(join(this.#target, path)), { recursive: true });
    await rename(join(this.#partial, path), join(this.#target, path));
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

/** Removes files that are still what they were; what somebody has changed stays. */
export async function removeUnchanged(folder: string, files: readonly WrittenFile[]): Promise<void> {
  for (const { path, sha256: hash } of files) {
    const place = join(folder, ...path.split('/'));
    const bytes = await readFile(place).catch(() => undefined);
    if (bytes !== undefined && sha256(bytes) === hash) await rm(place, { force: true });
  }
}

function piecesOf(text: OutputFile['text']): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if (typeof text === 'string') return [Buffer.from(text, 'utf8')];
  return text instanceof Uint8Array ? [text] : text;
}

function startOf(target: string): string {
  return `.${basename(target)}.partial-`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
