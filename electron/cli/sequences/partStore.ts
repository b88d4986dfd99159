import { createHash } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { threadId } from 'node:worker_threads';
import { programVersion } from '#electron/services/appFiles.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { foreignLabelsOf } from '#shared/dataset/layouts.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { removeLeftovers, temporaryName } from '../leftovers.ts';
import { aboutPart, writePart } from './partFile.ts';
import { isUnchanged, type ReadInput, type ReadLog } from './readLog.ts';
import { labelPathsOf } from './threadDataset.ts';
import { piecesOf, type Work } from './work.ts';

/** How what is being written is called, and the folders of runs that keep nothing. */
const UNFINISHED = 'tmp-';
const TEMPORARY = 'boxwright-parts-';

/**
 * A folder with the parts that sequences came to. One that is there and was made of the same files, settings and version
 * of the program is used as it is: so a run goes on where another was killed, and one puts together what shards made.
 */
export class PartStore {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder, and removes what runs left in it that are over. */
  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await removeLeftovers(this.folder, UNFINISHED);
  }

  /**
   * The place of a sequence's part, which is made unless it is there.
   *
   * @param log what the dataset is read through, of parts that are kept
   */
  async ensure(
    work: Work,
    open: QualityDataset,
    sequence: Sequence,
    log: ReadLog | undefined,
    onFrame: () => void,
  ): Promise<string> {
    const name = nameOf(work, sequence);
    const path = join(this.folder, name);
    // Of parts that nobody looks for again it is of no use.
    const key = log === undefined ? '' : await keyOf(work, open, sequence);
    const about = log && (await aboutPart(path));
    if (about?.key === key && (await areUnchanged(about.inputs, open))) return path;
    log?.take();
    const temporary = join(this.folder, temporaryName(UNFINISHED, `${threadId}-${name}`));
    await writePart(path, temporary, piecesOf(work, open, sequence, onFrame), () => ({
      key,
      inputs: log?.take()?.map((input) => portable(input, open)),
    }));
    return path;
  }
}

/** A folder for the parts of this run alone. */
export async function temporaryParts(): Promise<PartStore> {
  await removeLeftovers(tmpdir(), TEMPORARY);
  return new PartStore(await mkdtemp(join(tmpdir(), temporaryName(TEMPORARY, ''))));
}

/** Other settings have parts of their own: two runs may go on in one folder at the same time. */
function nameOf({ kind, settings }: Work, { id }: Sequence): string {
  return `${kind}-${sha256(JSON.stringify(settings)).slice(0, 8)}-${sha256(id).slice(0, 16)}.part`;
}

/** Of all that the part follows from, but for what is in the files. */
export async function keyOf(
  { kind, settings }: Work,
  open: QualityDataset,
  sequence: Sequence,
): Promise<string> {
  const { dataset, imageCalibrations, labelFiles, labelFolder, folder } = open;
  return sha256(
    JSON.stringify([
      [programVersion(), process.versions.v8, kind, settings],
      [open.labelsAlone, dataset.layout, dataset.labelFrame, dataset.ontology, dataset.thresholds, sequence],
      sequence.frames.map(({ id }) => imageCalibrations.get(id)),
      labelPathsOf(sequence).map((path) => placeCode(labelFiles.get(path), labelFolder)),
      // Files are known by where they really are.
      [folder, labelFolder].map((root) =>
        [...root.scanned(false).linkedFolders].map(([from, to]) => [from, placeOf(to, open)]),
      ),
      // What a layout brings along in files of its own is looked for by their names.
      foreignLabelsOf(dataset) && (await listingHash(folder)),
    ]),
  );
}

const LISTINGS = new WeakMap<FolderOnDisk, string>();

async function listingHash(folder: FolderOnDisk): Promise<string> {
  const hash = LISTINGS.get(folder) ?? sha256((await folder.list()).join('\n'));
  LISTINGS.set(folder, hash);
  return hash;
}

function placeCode(place: unknown, labelFolder: unknown): number {
  return place === undefined ? 0 : place === labelFolder ? 1 : 2;
}

/** @param onFile called before each of them; what it throws ends the looking */
export async function areUnchanged(
  inputs: readonly ReadInput[] | undefined,
  open: QualityDataset,
  onFile?: () => void,
): Promise<boolean> {
  if (inputs === undefined) return false;
  for (const input of inputs) {
    onFile?.();
    const { path, target } = input;
    const here = {
      ...input,
      path: absolutePlace(path, open),
      target: target && absolutePlace(target, open),
    };
    if (!(await isUnchanged(nodeFileSystem, here))) return false;
  }
  return true;
}

/** As it is wherever the folders lie. */
export function portable(input: ReadInput, open: QualityDataset): ReadInput {
  const { path, target } = input;
  return { ...input, path: placeOf(path, open), target: target && placeOf(target, open) };
}

/** Other machines may have the folders elsewhere: `data:…`, `labels:…`, or absolute. */
function placeOf(path: string, { folder, labelFolder }: QualityDataset): string {
  for (const [name, root] of [
    ['data:', folder.root],
    ['labels:', labelFolder.root],
  ] as const) {
    const inside = relative(root, path);
    if (!inside.startsWith('..') && !isAbsolute(inside)) return name + inside.split(sep).join('/');
  }
  return path;
}

function absolutePlace(place: string, { folder, labelFolder }: QualityDataset): string {
  if (place.startsWith('data:')) return join(folder.root, place.slice('data:'.length));
  return place.startsWith('labels:') ? join(labelFolder.root, place.slice('labels:'.length)) : place;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
