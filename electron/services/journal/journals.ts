import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { JournalEntry } from '#shared/labels/journal/journalEntry.ts';
import { OWN_FOLDER } from '#shared/labels/labelPaths.ts';
import { writeAtomically } from '../atomicWrite.ts';
import type { OpenDataset } from '../datasets.ts';
import type { FileSystem } from '../fileSystem.ts';
import type { OpenSequence } from '../labelStore.ts';
import { revisionOf } from '../revision.ts';
import { JournalFolder } from './journalFolder.ts';
import { SequenceJournal, type Recovered } from './sequenceJournal.ts';

const ROOT_NAME = 'root.json';
const ROOT_FORMAT = 'boxwright-root';
const rootSchema = z.looseObject({ format: z.literal(ROOT_FORMAT), id: z.uuid() });

export interface JournalsOptions {
  readonly fileSystem: FileSystem;
  readonly hostId: string;
  /** Where journals go while the label root cannot be written. */
  readonly userFolder: string;
  /** Has the host process ended that wrote a journal in this label root? */
  readonly isOver: (labelRoot: string, hostId: string) => Promise<boolean>;
  readonly monotonicMs: () => number;
  /** A journal that has grown beyond this is begun anew with what must be kept. */
  readonly tidyBytes?: number | undefined;
}

/** The journals of the sequences that are being worked on, one for each label root and sequence. */
export class Journals {
  readonly #options: JournalsOptions;
  readonly #journals = new Map<string, Promise<SequenceJournal>>();
  /** Those that are being closed, by the same key: who opens one again waits, for it reads what the other writes. */
  readonly #closing = new Map<string, Promise<unknown>>();
  #generation = 0;

  constructor(options: JournalsOptions) {
    this.#options = options;
  }

  /**
   * Puts edits into the journal before it answers. An edit that is in it already is not written twice.
   *
   * @returns whether they lie in the label root; otherwise in the user's folder, which stands in for it
   */
  async append(at: OpenSequence, entries: readonly JournalEntry[]): Promise<{ isInLabelRoot: boolean }> {
    const journal = await this.#of(at);
    await journal.append(entries);
    return { isInLabelRoot: journal.isInLabelRoot };
  }

  /** Resolves when all that was appended survives a power cut. */
  async sync(at: OpenSequence): Promise<void> {
    await (await this.#of(at)).sync();
  }

  /** Notes that a label file was written. That this cannot be noted costs a look at the file at the next start. */
  async saved(at: OpenSequence, file: string, covers: string, revision: string): Promise<void> {
    await (await this.#of(at)).saved(file, covers, revision);
  }

  async recover(at: OpenSequence): Promise<Recovered> {
    return (await this.#of(at)).recover();
  }

  /** To be called when nobody holds the dataset any more. */
  async close({ labelFolder }: OpenDataset): Promise<void> {
    const prefix = keyOf(labelFolder.root, '');
    await this.#close([...this.#journals.keys()].filter((key) => key.startsWith(prefix)));
  }

  async closeAll(): Promise<void> {
    await this.#close([...this.#journals.keys()]);
  }

  async #close(keys: readonly string[]): Promise<void> {
    await Promise.all(
      keys.map(async (key) => {
        const journal = this.#journals.get(key);
        this.#journals.delete(key);
        const closing = Promise.allSettled([
          this.#closing.get(key),
          journal?.then((opened) => opened.close()),
        ]);
        this.#closing.set(key, closing);
        await closing;
        if (this.#closing.get(key) === closing) this.#closing.delete(key);
      }),
    );
  }

  #of(at: OpenSequence): Promise<SequenceJournal> {
    const key = keyOf(at.open.labelFolder.root, at.sequence.id);
    const known = this.#journals.get(key);
    if (known !== undefined) return known;
    const opening = Promise.resolve(this.#closing.get(key)).then(() => this.#open(at));
    this.#journals.set(key, opening);
    // A label root that could not be looked at just now may be there again.
    opening.catch(() => this.#journals.delete(key));
    return opening;
  }

  async #open({ open, sequence }: OpenSequence): Promise<SequenceJournal> {
    const { fileSystem, hostId, userFolder, isOver, monotonicMs, tidyBytes } = this.#options;
    const { labelFolder } = open;
    const name = folderNameOf(sequence);
    const own = (path: string) => labelFolder.resolve(`${OWN_FOLDER}/${path}`);
    const inRoot = new JournalFolder(
      fileSystem,
      () => own(`journal/${name}`),
      async () => {
        await requireLabelRoot(open, sequence);
        const path = await own(`journal/${name}`);
        await fileSystem.makeFolder(path);
        // Without a name it is found by its path.
        await nameRoot(fileSystem, open).catch(() => undefined);
        return { path, top: labelFolder.root };
      },
    );
    // Found again on a drive that has another letter next time, or another place in the tree.
    const id = await rootId(open);
    const inUserFolder = [...new Set([id ?? revisionOf(labelFolder.root), revisionOf(labelFolder.root)])].map(
      (root) => {
        const path = join(userFolder, root.slice(0, 36), name);
        return new JournalFolder(
          fileSystem,
          () => Promise.resolve(path),
          async () => {
            await fileSystem.makeFolder(path);
            return { path, top: dirname(dirname(userFolder)) };
          },
        );
      },
    );
    return new SequenceJournal({
      hostId,
      sequenceId: sequence.id,
      folders: [inRoot, ...inUserFolder],
      damagedFolder: async () => ({ path: await own('damaged'), top: labelFolder.root }),
      isOver: (other) => isOver(labelFolder.root, other),
      nextGeneration: (after) => (this.#generation = Math.max(this.#generation, after) + 1),
      monotonicMs,
      tidyBytes,
    });
  }
}

/** What a label root is called wherever it is mounted or copied to; undefined where it has no name. */
async function rootId({ labelFolder }: OpenDataset): Promise<string | undefined> {
  try {
    const text = await labelFolder.readText(`${OWN_FOLDER}/${ROOT_NAME}`);
    return rootSchema.parse(JSON.parse(text)).id;
  } catch {
    return undefined;
  }
}

/** Gives the label root a name unless it has one; a damaged one is replaced. */
async function nameRoot(fileSystem: FileSystem, open: OpenDataset): Promise<void> {
  if ((await rootId(open)) !== undefined) return;
  const root = { format: ROOT_FORMAT, version: 1, id: randomUUID() };
  const path = await open.labelFolder.resolve(`${OWN_FOLDER}/${ROOT_NAME}`);
  await writeAtomically(fileSystem, path, new TextEncoder().encode(`${JSON.stringify(root)}\n`));
}

/** A label root that is gone must not be made again: what is in its place is another disk. */
async function requireLabelRoot({ folder, labelFolder }: OpenDataset, { frames }: Sequence): Promise<void> {
  await labelFolder.resolveFolder('');
  const witness = frames[0]?.clouds[0]?.path;
  if (labelFolder === folder && witness !== undefined) await folder.size(witness);
}

function keyOf(labelRoot: string, sequenceId: string): string {
  return `${labelRoot}\0${sequenceId}`;
}

/** Readable, and a name on every system; two sequences never share one. */
function folderNameOf({ id }: Sequence): string {
  const readable = id.replaceAll(/[^\w-]+/g, '-').slice(0, 40);
  return `${readable || 'sequence'}-${revisionOf(id).slice(0, 8)}`;
}
