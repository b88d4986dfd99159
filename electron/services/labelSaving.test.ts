import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createFaultyFileSystem, type Fault } from '#electron/testing/faultyFileSystem.ts';
import { SCENE_FRAMES } from '#electron/testing/smallScene.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { FileSystem } from './fileSystem.ts';

/** What a full disk, a read-only folder and the like look like to the person who saves labels. */

const [FRAME] = SCENE_FRAMES;
const context = { signal: new AbortController().signal };

async function startSaving(fileSystem: FileSystem) {
  const { host, scene } = await createTestHost({ fileSystem });
  const { services } = host;
  const { datasetId, dataset, writable } = await services['dataset.open']({ path: scene }, context);
  const where = { datasetId, sequenceId: dataset.sequences[0]?.id ?? '', frameId: FRAME };
  const labels = await services['labels.load'](where, context);
  if (!('sidecar' in labels)) throw new Error('the scene has imported labels');
  const { sidecar } = labels;
  const save = (expected: string | null) => services['labels.save']({ ...where, expected, sidecar }, context);
  return { save, scene, writable, services, where };
}

const isSidecar = (path: string) => basename(dirname(path)) === 'lidar';

test.each<[Fault, string, string]>([
  [
    { step: 'newFile.write', error: 'ENOSPC', on: isSidecar, bytesWritten: 100 },
    'disk-full',
    'save.diskFull',
  ],
  [{ step: 'create', error: 'EROFS', on: isSidecar }, 'read-only', 'save.denied'],
  [{ step: 'create', error: 'EACCES', on: isSidecar }, 'read-only', 'save.denied'],
  [{ step: 'newFile.sync', error: 'EIO', on: isSidecar }, 'problem', 'save.failed'],
])('%o: answers %s and leaves no file', async (fault, code, problemCode) => {
  const { save, scene } = await startSaving(createFaultyFileSystem(fault).fileSystem);
  const failure = toHostFailure(await save(null).catch((error: unknown) => error));
  expect(failure).toMatchObject({ code, problem: { code: problemCode, path: `${FRAME}.labels.json` } });
  expect((await readdir(join(scene, 'lidar'))).sort()).toEqual(
    SCENE_FRAMES.map((frame) => frame.slice('lidar/'.length)),
  );
});

test('after a full disk the same save works and keeps every byte', async () => {
  const fault: Fault = { step: 'newFile.write', error: 'ENOSPC', on: isSidecar, times: 1 };
  const { save, scene, services, where } = await startSaving(createFaultyFileSystem(fault).fileSystem);
  await expect(save(null)).rejects.toThrow('save.diskFull');
  const { revision } = await save(null);
  const before = await readFile(join(scene, `${FRAME}.labels.json`), 'utf8');
  const loaded = await services['labels.load'](where, context);
  if (loaded.state !== 'stored') throw new Error(loaded.state);
  await services['labels.save']({ ...where, expected: revision, sidecar: loaded.sidecar }, context);
  expect(await readFile(join(scene, `${FRAME}.labels.json`), 'utf8')).toBe(before);
});

test('a folder that cannot be written opens and says so', async () => {
  const { fileSystem } = createFaultyFileSystem({ step: 'create', error: 'EROFS' });
  const { writable } = await startSaving({ ...fileSystem, isWritable: () => Promise.resolve(false) });
  expect(writable).toBe(false);
});
