import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost } from '#electron/services/hostServices.ts';
import { listTree } from '#electron/services/listTree.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';

/**
 * How long a folder of 100,000 files takes to open, beside what it takes only to name its files. `node bench/run.mjs
 * openFolder` prints the median of each in milliseconds, and as a multiple of the latter.
 */

const FRAMES = 50_000;
const ROUNDS = 7;

const folder = await realpath(await mkdtemp(join(tmpdir(), 'boxwright-bench-')));
const data = join(folder, 'data');
try {
  await writeFrames();
  const times = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, ms] of await measure()) times.set(name, [...(times.get(name) ?? []), ms]);
  }
  const medians = [...times].map(([name, all]) => [name, median(all)] as const);
  const bare = medians[0]?.[1] ?? 1;
  for (const [name, ms] of medians)
    process.stdout.write(`${name.padEnd(28)}${ms.toFixed(0).padStart(6)} ms  ${(ms / bare).toFixed(1)} ×\n`);
} finally {
  await rm(folder, { recursive: true });
}

async function writeFrames(): Promise<void> {
  for (const inner of ['lidar', 'camera/front']) await mkdir(join(data, inner), { recursive: true });
  for (let n = 0; n < FRAMES; n += 1) {
    const name = String(n).padStart(6, '0');
    await Promise.all(
      [`lidar/${name}.pcd`, `camera/front/${name}.jpg`].map((path) => writeFile(join(data, path), '')),
    );
  }
}

async function measure(): Promise<[string, number][]> {
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(data);
  const host = createHost({
    fileSystem: nodeFileSystem,
    roots,
    userFolders: { config: join(folder, 'user'), data: join(folder, 'user') },
    kind: 'loopback',
    version: 'bench',
    platform: process.platform,
    sampleSource: folder,
    nowMs: Date.now,
  });
  const context = { signal: new AbortController().signal };
  const where = { datasetId: '', sequenceId: '' };
  const steps: [string, () => Promise<unknown>][] = [
    ['readdir, recursive', () => readdir(data, { recursive: true, withFileTypes: true })],
    ['listTree', () => listTree(nodeFileSystem, roots, data)],
    [
      'dataset.open',
      async () => {
        const { datasetId, dataset } = await host.services['dataset.open']({ path: data }, context);
        Object.assign(where, { datasetId, sequenceId: dataset.sequences[0]?.id });
      },
    ],
    ['labels.index', () => host.services['labels.index'](where, context)],
  ];
  const times: [string, number][] = [];
  for (const [name, run] of steps) {
    const started = performance.now();
    await run();
    times.push([name, performance.now() - started]);
  }
  await host.dispose();
  return times;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
