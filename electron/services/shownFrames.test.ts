import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { HostEvent } from '#shared/host/contract.ts';
import { SCENE_FRAMES } from '#electron/testing/smallScene.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { LOOK_MS } from './shownFrames.ts';

/** As a network drive does it: nobody is told of anything. */
const reads: string[] = [];
const silent = {
  ...nodeFileSystem,
  watchFolder: () => () => undefined,
  readFile: (...args: Parameters<typeof nodeFileSystem.readFile>) => {
    reads.push(args[0]);
    return nodeFileSystem.readFile(...args);
  },
};
const [FRAME, OTHER] = SCENE_FRAMES;
const CALL = { signal: new AbortController().signal };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  reads.length = 0;
  return () => void vi.useRealTimers();
});

async function open() {
  const { host, scene } = await createTestHost({ fileSystem: silent });
  onTestFinished(() => host.dispose());
  const { services } = host;
  const { datasetId, dataset } = await services['dataset.open']({ path: scene }, CALL);
  const sequenceId = dataset.sequences[0]?.id ?? '';
  const where = { datasetId, sequenceId, frameId: FRAME };
  const labels = await services['labels.load'](where, CALL);
  if (!('sidecar' in labels)) throw new Error('the scene has imported labels');
  await services['labels.save']({ ...where, expected: null, sidecar: labels.sidecar }, CALL);
  const events: HostEvent[] = [];
  host.subscribe((event) => event.type === 'labels.changed' && events.push(event));
  const sidecar = join(scene, `${FRAME}.labels.json`);
  return { host, services, scene, where, sidecar, events };
}

/** The next round, and time for the disk to answer. */
async function look(): Promise<void> {
  await vi.advanceTimersByTimeAsync(LOOK_MS);
  await new Promise((resolve) => setTimeout(resolve, 60));
}

test('a change that nobody tells of is seen on the frame on screen', async () => {
  const { services, where, sidecar, events } = await open();
  await services['labels.watch'](where, CALL);
  await look();
  expect(events).toEqual([]);
  await writeFile(sidecar, `${await readFile(sidecar, 'utf8')} `);
  await look();
  expect(events).toEqual([
    { type: 'labels.changed', ...where, revision: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  await look();
  expect(events).toHaveLength(1);
  await rm(sidecar);
  await look();
  expect(events[1]).toMatchObject({ revision: null });
});

test('tracks of the sequence are looked at as well, other frames are not', async () => {
  const { services, scene, where, events } = await open();
  await services['labels.watch'](where, CALL);
  await look();
  await writeFile(join(scene, 'tracks.json'), '{}');
  await writeFile(join(scene, `${OTHER}.labels.json`), '{}');
  await look();
  expect(events).toMatchObject([{ sequenceId: where.sequenceId, revision: expect.any(String) }]);
  expect(events[0]).not.toHaveProperty('frameId');
});

test('files that stay as they are are not read again, but for one look in ten', async () => {
  const { services, where, sidecar } = await open();
  await services['labels.watch'](where, CALL);
  await look();
  reads.length = 0;
  for (let i = 0; i < 8; i += 1) await look();
  expect(reads.filter((path) => path === sidecar)).toEqual([]);
  await look();
  expect(reads.filter((path) => path === sidecar)).toHaveLength(1);
});

test('another file of the same size and time is noticed', async () => {
  const { services, where, sidecar, events } = await open();
  await services['labels.watch'](where, CALL);
  await look();
  const { atime, mtime } = await stat(sidecar);
  const text = await readFile(sidecar, 'utf8');
  await writeFile(`${sidecar}.new`, text.replace('"boxwright"', '"boxwrighu"'));
  await utimes(`${sidecar}.new`, atime, mtime);
  await rename(`${sidecar}.new`, sidecar);
  await look();
  expect(events).toHaveLength(1);
});

test('no look is taken once the dataset is closed, or the host has ended', async () => {
  const { host, services, where } = await open();
  const before = vi.getTimerCount();
  await services['labels.watch'](where, CALL);
  expect(vi.getTimerCount()).toBe(before + 1);
  await services['dataset.close'](where, CALL);
  expect(vi.getTimerCount()).toBe(0);
  await host.dispose();
});

test('a frame that is none is refused', async () => {
  const { services, where } = await open();
  await expect(services['labels.watch']({ ...where, frameId: 'nothing.pcd' }, CALL)).rejects.toThrow(
    'no frame',
  );
});
