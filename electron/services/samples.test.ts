import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFaultyFileSystem } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { prepareSample } from './samples.ts';
import { findStartFolder } from './startFolder.ts';

const isCloud = (path: string) => path.endsWith('.pcd');
const sample = () => Promise.resolve('/sample');

async function start() {
  const folder = await temporaryFolder();
  const source = join(folder, 'source');
  await mkdir(join(source, 'lidar'), { recursive: true });
  await writeFile(join(source, 'dataset.json'), '{}');
  await writeFile(join(source, 'lidar', '1.pcd'), 'cloud');
  return { source, data: join(folder, 'data') };
}

test('a copy with labels in it is kept as it is', async () => {
  const { source, data } = await start();
  const copy = await prepareSample(nodeFileSystem, source, data);
  await writeFile(join(copy, 'lidar', '1.pcd'), 'changed');
  expect(await prepareSample(nodeFileSystem, source, data)).toBe(copy);
  expect(await readFile(join(copy, 'lidar', '1.pcd'), 'utf8')).toBe('changed');
});

test('a copy that broke off is made whole the next time', async () => {
  const { source, data } = await start();
  const { fileSystem } = createFaultyFileSystem({ step: 'copyFile', error: 'ENOSPC', on: isCloud });
  await expect(prepareSample(fileSystem, source, data)).rejects.toMatchObject({ code: 'ENOSPC' });
  const copy = await prepareSample(nodeFileSystem, source, data);
  expect(await readFile(join(copy, 'lidar', '1.pcd'), 'utf8')).toBe('cloud');
  expect(await readFile(join(copy, 'dataset.json'), 'utf8')).toBe('{}');
});

test('without the program’s own sample there is none', async () => {
  const { source, data } = await start();
  await rm(source, { recursive: true });
  await expect(prepareSample(nodeFileSystem, source, data)).rejects.toMatchObject({
    failure: { code: 'not-found' },
  });
});

test('at start: the named folder, else the last one, else the sample, else none', async () => {
  const recent = { path: '/last', name: '', layout: '', frames: 1, openedAt: 0 };
  const recents =
    (...list: (typeof recent)[]) =>
    () =>
      Promise.resolve(list);
  expect(await findStartFolder('/named', recents(recent), sample)).toBe('/named');
  expect(await findStartFolder(undefined, recents(recent), sample)).toBe('/last');
  expect(await findStartFolder(undefined, recents(), sample)).toBe('/sample');
  expect(
    await findStartFolder(undefined, recents(), () => Promise.reject(new Error('none'))),
  ).toBeUndefined();
});
