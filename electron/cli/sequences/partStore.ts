import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { threadId } from 'node:worker_threads';
import { programVersion } from '#electron/services/appFiles.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { foreignLabelsOf } from '#shared/dataset/layouts.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { isRunning } from '../isRunning.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { aboutPart, writePart } from './partFile.ts';
import { isUnchanged, type ReadInput, type ReadLog } from './readLog.ts';
import { piecesOf, type Work } from './work.ts';

/** Of temporary files: what a run leaves that is killed, another on the same machine removes. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

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
    for (const name of await readdir(this.folder)) {
      const [, machine, pid] = /\.([0-9a-f]{8})-(\d+)-\d+\.tmp$/.exec(name) ?? [];
      if (machine === MACHINE && !isRunning(Number(pid))) await rm(join(this.folder, name), { force: true });
    }
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
    const path = join(this.folder, `${work.kind}-${sha256(sequence.id).slice(0, 16)}.part`);
    const key = keyOf(work, open, sequence);
    const about = log && (await aboutPart(path));
    if (about?.key === key && (await areUnchanged(about.inputs, open))) return path;
    log?.take();
    const temporary = `${path}.${MACHINE}-${process.pid}-${threadId}.tmp`;
    await writePart(path, temporary, piecesOf(work, open, sequence, onFrame), () => ({
      key,
      inputs: log?.take()?.map(({ path: read, ...input }) => ({ path: placeOf(read, open), ...input })),
    }));
    return path;
  }
}

/** A folder for the parts of this run alone. */
export async function temporaryParts(): Promise<PartStore> {
  const start = `boxwright-parts-${MACHINE}-`;
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(start) ? /^(\d+)-/.exec(name.slice(start.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid)))
      await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
  return new PartStore(await mkdtemp(join(tmpdir(), `${start}${process.pid}-`)));
}

/** Of all that the part follows from, but for what is in the files. */
function keyOf({ kind, settings }: Work, open: QualityDataset, sequence: Sequence): string {
  const { dataset, imageCalibrations, labelFiles, labelFolder, folder } = open;
  const present = [tracksPath(sequence), ...sequence.frames.map(({ id }) => sidecarPath(id))];
  return sha256(
    JSON.stringify([
      [programVersion(), process.versions.v8, kind, settings],
      [dataset.layout, dataset.labelFrame, dataset.ontology, dataset.thresholds, sequence],
      sequence.frames.map(({ id }) => imageCalibrations.get(id)),
      present.map((path) => placeCode(labelFiles.get(path), labelFolder)),
      // What a layout brings along in files of its own is looked for by their names.
      foreignLabelsOf(dataset) &&
        [...labelFiles].filter(([, place]) => place === folder).map(([path]) => path),
    ]),
  );
}

function placeCode(place: unknown, labelFolder: unknown): number {
  return place === undefined ? 0 : place === labelFolder ? 1 : 2;
}

async function areUnchanged(
  inputs: readonly ReadInput[] | undefined,
  open: QualityDataset,
): Promise<boolean> {
  if (inputs === undefined) return false;
  for (const input of inputs)
    if (!(await isUnchanged(nodeFileSystem, { ...input, path: absolutePlace(input.path, open) })))
      return false;
  return true;
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
