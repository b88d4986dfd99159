import { join } from 'node:path';
import { systemErrorCode } from '#shared/host/failure.ts';
import type { JournalLine } from '#shared/labels/journal/journalLine.ts';
import { writeAtomically } from '../atomicWrite.ts';
import { syncFolders } from '../durableFolder.ts';
import type { FileSystem, NewFile } from '../fileSystem.ts';
import { revisionOf } from '../revision.ts';
import { decodeLines, encodeLine } from './journalText.ts';

const NAME = /^([0-9a-f]{8}-[0-9a-f-]{27})\.(\d{1,9})\.journal$/;
/** Half a million edits; more was not written by us. */
const LARGEST_BYTES = 512 * 2 ** 20;

/** A journal file as it was found. */
export interface FoundJournal {
  readonly name: string;
  readonly hostId: string;
  /** One host's files are numbered: it begins a new one when it had to leave the last, or tidied up. */
  readonly generation: number;
  readonly lines: readonly JournalLine[];
  readonly damaged: readonly number[];
  /** Set when nothing of it could be read: the system's error. */
  readonly failure?: unknown;
}

/** Where a folder is, and the innermost one about it that is there without our doing. */
export interface PreparedFolder {
  readonly path: string;
  readonly top: string;
}

/** A folder that journals of one sequence lie in: in the label root, or in the user's folder. */
export class JournalFolder {
  readonly #fileSystem: FileSystem;
  readonly #place: () => Promise<string>;
  readonly #prepare: () => Promise<PreparedFolder>;

  /**
   * @param place where it is, whether it exists or not
   * @param prepare makes it; rejects where it must not be made
   */
  constructor(fileSystem: FileSystem, place: () => Promise<string>, prepare: () => Promise<PreparedFolder>) {
    this.#fileSystem = fileSystem;
    this.#place = place;
    this.#prepare = prepare;
  }

  /** Every journal in it, oldest generation first; none where there is no such folder. */
  async read(): Promise<readonly FoundJournal[]> {
    const folder = await this.#place();
    const names = await this.#names(folder);
    const found: FoundJournal[] = [];
    for (const name of names) {
      const [, hostId = '', digits = ''] = NAME.exec(name) ?? [];
      if (hostId !== '') found.push(await this.#read(folder, name, hostId, Number(digits)));
    }
    return found.sort((a, b) => a.generation - b.generation);
  }

  /** Begins a journal with these lines, safe from a power cut before it answers, and opens it for more. */
  async begin(name: string, lines: readonly JournalLine[]): Promise<NewFile> {
    const { path: folder, top } = await this.#prepare();
    const path = join(folder, name);
    await writeAtomically(this.#fileSystem, path, new TextEncoder().encode(lines.map(encodeLine).join('')));
    // The folders too, also those that were there: who made them may have died before they were safe.
    await syncFolders(this.#fileSystem, folder, top);
    return this.#fileSystem.append(path);
  }

  async remove(name: string): Promise<void> {
    await this.#fileSystem.remove(join(await this.#place(), name));
  }

  /** A power cut does not bring back what was removed. */
  async syncNames(): Promise<void> {
    await this.#fileSystem.syncFolder(await this.#place());
  }

  /** Keeps a damaged journal for whoever may read more out of it than we can. */
  async putAside(name: string, { path: folder, top }: PreparedFolder): Promise<void> {
    const bytes = await this.#fileSystem.readFile(join(await this.#place(), name));
    await this.#fileSystem.makeFolder(folder);
    // Two folders may have had a journal of the same name.
    const kept = join(folder, `${revisionOf(bytes).slice(0, 8)}-${name}`);
    await writeAtomically(this.#fileSystem, kept, bytes);
    await syncFolders(this.#fileSystem, folder, top);
    await this.remove(name);
  }

  async #names(folder: string): Promise<readonly string[]> {
    try {
      const entries = await this.#fileSystem.readFolder(folder);
      return entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return [];
      throw error;
    }
  }

  async #read(folder: string, name: string, hostId: string, generation: number): Promise<FoundJournal> {
    const found = { name, hostId, generation };
    try {
      const bytes = await this.#fileSystem.readFile(join(folder, name), { maxBytes: LARGEST_BYTES });
      return { ...found, ...decodeLines(bytes) };
    } catch (failure) {
      return { ...found, lines: [], damaged: [], failure };
    }
  }
}

export function journalName(hostId: string, generation: number): string {
  return `${hostId}.${generation}.journal`;
}
