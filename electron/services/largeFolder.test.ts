import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestHost } from '#electron/testing/testHost.ts';
import type { FileSystem, FolderEntry } from './fileSystem.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const FRAMES = 50_000;
const context = { signal: new AbortController().signal };

function entries(ending: string): FolderEntry[] {
  return Array.from({ length: FRAMES }, (_, n) => ({
    name: `${String(n).padStart(6, '0')}${ending}`,
    kind: 'file',
  }));
}

/** A disk on which two folders hold fifty thousand files each; `calls` counts what is asked of it. */
function largeDisk(): { fileSystem: FileSystem; calls: { count: number } } {
  const calls = { count: 0 };
  const counted =
    <A extends unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R => {
      calls.count += 1;
      return run(...args);
    };
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    stat: counted(nodeFileSystem.stat),
    realPath: counted(nodeFileSystem.realPath),
    readFile: counted(nodeFileSystem.readFile),
    readFolder: counted(async (path) => {
      if (path.endsWith('lidar')) return entries('.pcd');
      return path.endsWith('front') ? entries('.jpg') : nodeFileSystem.readFolder(path);
    }),
  };
  return { fileSystem, calls };
}

test('a hundred thousand files are opened and indexed without asking about each', async () => {
  const { fileSystem, calls } = largeDisk();
  const { host, root } = await createTestHost({ fileSystem });
  onTestFinished(() => host.dispose());
  const path = join(root, 'large');
  for (const folder of ['lidar', 'camera/front']) await mkdir(join(path, folder), { recursive: true });

  const started = performance.now();
  const { datasetId, dataset } = await host.services['dataset.open']({ path }, context);
  const sequenceId = dataset.sequences[0]?.id ?? '';
  const { frames } = await host.services['labels.index']({ datasetId, sequenceId }, context);
  const took = performance.now() - started;

  expect(dataset.sequences[0]?.frames).toHaveLength(FRAMES);
  expect(dataset.sequences[0]?.frames.at(-1)?.images).toHaveLength(1);
  expect(new Set(frames.map(({ state }) => state))).toEqual(new Set(['absent']));
  expect(calls.count).toBeLessThan(200);
  // Two seconds are promised on two cores that have nothing else to do; tests run beside others.
  expect(took).toBeLessThan(4 * 2000);
}, 20_000);
