import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { datasetSchema } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { writeFiles } from './labelFolder.ts';
import { LAYOUT_FOLDERS } from './layoutFolders.ts';

/**
 * How long folders of 100,000 files take to open, one of each layout: to list, to understand, to send to the page, and
 * to check there; beside naming the files only. `node bench/run.mjs openLayouts` prints medians in milliseconds;
 * `LAYOUT=kitti` measures only those whose names contain the text.
 */

const ROUNDS = 3;
const wanted = process.env['LAYOUT'] ?? '';
const STEPS = ['readdir', 'list', 'open', 'send', 'opened', 'check'] as const;
type Times = Readonly<Record<(typeof STEPS)[number], number>>;

const folder = await realpath(await mkdtemp(join(tmpdir(), 'boxwright-bench-')));
try {
  print('', [...STEPS.map((step) => step.padStart(9)), ' opened/readdir', '   MB', ' layout, frames']);
  for (const [name, files] of Object.entries(LAYOUT_FOLDERS)) {
    if (!name.includes(wanted)) continue;
    const data = join(folder, 'data');
    writeFiles(data, files());
    await measureFolder(name, data);
    await rm(data, { recursive: true });
  }
} finally {
  await rm(folder, { recursive: true });
}

async function measureFolder(name: string, data: string): Promise<void> {
  const rounds: Times[] = [];
  let about = '';
  let megabytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const measured = await measure(data);
    rounds.push(measured.times);
    ({ about, megabytes } = measured);
  }
  const medians = STEPS.map((step) => median(rounds.map((times) => times[step])));
  const ratio = median(rounds.map(({ opened, readdir: named }) => opened / named));
  const cells = medians.map((ms) => ms.toFixed(0).padStart(9));
  print(name, [
    ...cells,
    `${ratio.toFixed(1)} ×`.padStart(15),
    megabytes.toFixed(0).padStart(5),
    ` ${about}`,
  ]);
}

async function measure(data: string): Promise<{ times: Times; about: string; megabytes: number }> {
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(data);
  const onDisk = new FolderOnDisk(nodeFileSystem, roots, data);
  const [named] = await timed(() => readdir(data, { recursive: true, withFileTypes: true }));
  const [list] = await timed(() => onDisk.scan());
  const [open, dataset] = await timed(() => openDataset(onDisk));
  const [send, text] = await timed(() => JSON.stringify(dataset));
  const [check] = await timed(() => datasetSchema.parse(JSON.parse(text)));
  const frames = dataset.sequences.reduce((sum, sequence) => sum + sequence.frames.length, 0);
  return {
    times: { readdir: named, list, open, send, opened: list + open + send, check },
    about: `${dataset.layout}, ${frames}`,
    megabytes: text.length / 1e6,
  };
}

async function timed<T>(run: () => T | Promise<T>): Promise<[ms: number, value: T]> {
  const started = performance.now();
  const value = await run();
  return [performance.now() - started, value];
}

function print(name: string, cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(28)}${cells.join('')}\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
