import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { systemErrorCode } from '#shared/host/failure.ts';
import { TABLE_NAMES } from '#shared/labels/tables/table.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { filesBelow } from '../filesBelow.ts';
import { removeLeftovers, temporaryName } from '../leftovers.ts';

/** Says that a folder is one of ours. Readers of Parquet pass over names that begin so. */
export const MARKER = '_boxwright.json';
const MARKER_TEXT = '{ "format": "boxwright-parquet", "version": 1 }\n';

const PART = /^(part-[0-9a-f]{12}-\d{5})\.parquet$/;
/** What each part was made of; passed over likewise. */
const RECORDS = '_parts';
const RECORD = /^(part-[0-9a-f]{12}-\d{5})\.json$/;
/** What is being written; readers pass over these, too. */
const LEFTOVER = '.partial-';

/** A file that was written, and where it is to be. */
export interface WrittenFile {
  readonly temporary: string;
  /** Relative to the folder, with `/`: `objects/sequence=…/date=…`. */
  readonly folder: string;
}

/** Where what is there of a part is. */
export interface PartPlaces {
  readonly files: readonly { readonly folder: string; readonly path: string }[];
  readonly record: string;
}

/**
 * A folder of tables. What falls to one part of the work is in files of one name, in the folders of its partitions; they
 * are written aside, come into their places whole, and replace those of that name wherever they are. Last comes the part's
 * record. So a run that was cut short is mended by the next, which knows by the records what is done, and runs beside it
 * that have other parts do not come in its way.
 */
export class TableFolder {
  readonly #target: string;
  readonly #temporary: string;
  /** Of each part, where files of its name are. */
  readonly #present = new Map<string, Set<string>>();
  /** Folders of sequences, as they are spelled, by what a disk holds for the same that does not tell cases apart. */
  readonly #spellings = new Map<string, string>();
  #tellsCases = true;
  #counter = 0;

  private constructor(target: string) {
    this.#target = target;
    this.#temporary = join(target, temporaryName(LEFTOVER, randomUUID().slice(0, 8)));
  }

  /**
   * Makes the folder ready for writing, and removes what runs that were killed have left.
   *
   * @param typed as a person named it; it need not exist
   * @throws ProblemError `convert.occupied` where it holds something else
   */
  static async open(typed: string): Promise<TableFolder> {
    const target = resolve(typed);
    await mkdir(target, { recursive: true }).catch((cause: unknown) => {
      const params = { reason: 'notWritable' };
      throw new ProblemError(
        { code: 'folder.unreadable', severity: 'error', path: typed, params },
        { cause },
      );
    });
    const names = await readdir(target);
    const isOurs = await isTableFolder(target);
    if (!isOurs && names.some((name) => !name.startsWith(LEFTOVER)))
      throw new ProblemError({ code: 'convert.occupied', severity: 'error', path: typed });
    const folder = new TableFolder(target);
    await removeLeftovers(target, LEFTOVER);
    await mkdir(folder.#temporary);
    // Shards may be at this at the same time: each writes the same.
    const marker = folder.#temporaryFile();
    await writeFile(marker, MARKER_TEXT);
    await rename(marker, join(target, MARKER));
    folder.#tellsCases = !(await isTableFolder(target, MARKER.toUpperCase()));
    await folder.#list();
    return folder;
  }

  /** The beginning of names for files that nobody looks for yet. @param writer each has names of its own */
  temporaryFor(writer: string): string {
    return join(this.#temporary, `${writer}-`);
  }

  /** Where the files and the record of a part are. */
  placesOf(part: string): PartPlaces {
    const files = [...(this.#present.get(part) ?? [])].sort().map((folder) => ({
      folder,
      path: join(this.#target, folder, `${part}.parquet`),
    }));
    return { files, record: this.#recordOf(part) };
  }

  /**
   * Puts all files of a part in their places, removes those that it had elsewhere, and then puts its record beside them. In
   * between it has none: files of two kinds are never taken for what one of them was.
   *
   * @throws ProblemError `name.sameHere` where the disk would put a sequence into the folder of another
   */
  async place(part: string, files: readonly WrittenFile[], record: string): Promise<void> {
    const name = `${part}.parquet`;
    const next = new Set(files.map(({ folder }) => folder));
    for (const folder of next) this.#requireOwn(dirname(folder));
    await rm(this.#recordOf(part), { force: true });
    for (const { temporary, folder } of files) await moveInto(join(this.#target, folder), name, temporary);
    await this.#remove(part, (folder) => !next.has(folder));
    this.#present.set(part, next);
    const temporary = this.#temporaryFile();
    await writeFile(temporary, record);
    await moveInto(join(this.#target, RECORDS), basename(this.#recordOf(part)), temporary);
  }

  /** Removes the files of all parts but these: what earlier runs wrote, and there is no more. */
  async keepOnly(parts: ReadonlySet<string>): Promise<void> {
    for (const part of this.#present.keys()) {
      if (parts.has(part)) continue;
      await rm(this.#recordOf(part), { force: true });
      await this.#remove(part, () => true);
    }
  }

  /** Leaves nothing but what was placed. */
  async close(): Promise<void> {
    await rm(this.#temporary, { recursive: true, force: true });
  }

  /** Rows of `drive` in the folder of `Drive` would be told under its name, or replace its own. */
  #requireOwn(folder: string): void {
    const other = this.#spelledBefore(folder);
    if (other === folder || this.#tellsCases) return;
    throw new ProblemError({ code: 'name.sameHere', severity: 'error', path: folder, params: { other } });
  }

  #spelledBefore(folder: string): string {
    const key = folder.toLowerCase();
    const spelling = this.#spellings.get(key) ?? folder;
    this.#spellings.set(key, spelling);
    return spelling;
  }

  #temporaryFile(): string {
    this.#counter += 1;
    return join(this.#temporary, String(this.#counter));
  }

  #recordOf(part: string): string {
    return join(this.#target, RECORDS, `${part}.json`);
  }

  async #list(): Promise<void> {
    for (const path of await filesBelow(join(this.#target, RECORDS))) {
      const part = RECORD.exec(path)?.[1];
      if (part !== undefined) this.#present.set(part, new Set());
    }
    for (const table of TABLE_NAMES)
      for (const path of await partFiles(this.#target, table)) {
        const part = PART.exec(basename(path))?.[1] ?? '';
        const folders = this.#present.get(part) ?? new Set();
        this.#present.set(part, folders.add(dirname(path)));
        this.#spelledBefore(dirname(dirname(path)));
      }
  }

  async #remove(part: string, isToGo: (folder: string) => boolean): Promise<void> {
    for (const folder of this.#present.get(part) ?? []) {
      if (!isToGo(folder)) continue;
      await rm(join(this.#target, folder, `${part}.parquet`), { force: true });
      // Folders of partitions that have nothing any more; another run may be about to put something there.
      await removeIfEmpty(join(this.#target, folder));
      await removeIfEmpty(join(this.#target, dirname(folder)));
    }
  }
}

/** Did {@link TableFolder} make this one? */
export async function isTableFolder(path: string, marker: string = MARKER): Promise<boolean> {
  const text = await readFile(join(path, marker), 'utf8').catch(() => '');
  return text.includes('"boxwright-parquet"');
}

/** The files of a table, relative to the folder, with `/`, in order. */
export async function partFiles(folder: string, table: string): Promise<string[]> {
  const files = await filesBelow(join(folder, table));
  return files.filter((path) => PART.test(basename(path))).map((path) => `${table}/${path}`);
}

/** Another run may remove the folder, which was empty, between the two steps. */
async function moveInto(folder: string, name: string, from: string, tries = 5): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await rename(from, join(folder, name));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' || tries === 1) throw error;
    await moveInto(folder, name, from, tries - 1);
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
}
