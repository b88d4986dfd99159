import { chmod, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFaultyFileSystem, type FaultyStep } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { removeLeftovers, writeAtomically } from './atomicWrite.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const OLD = 'the old bytes, longer than the new ones';
const NEW = 'the new bytes';
const newBytes = new TextEncoder().encode(NEW);

async function start() {
  const folder = await temporaryFolder();
  const path = join(folder, 'file.json');
  await writeFile(path, OLD);
  return { folder, path };
}

const callOff = () => Promise.reject(new Error('changed meanwhile'));

const WRITING_STEPS: readonly FaultyStep[] = [
  'create',
  'newFile.write',
  'newFile.sync',
  'newFile.close',
  'rename',
];

describe('writeAtomically', () => {
  test('a name as long as names can be', async () => {
    const path = join(await temporaryFolder(), 'x'.repeat(255));
    await writeAtomically(nodeFileSystem, path, newBytes);
    expect(await readFile(path, 'utf8')).toBe(NEW);
  });

  test('syncs the file before the rename and the folder after it', async () => {
    const { path } = await start();
    const { fileSystem, steps } = createFaultyFileSystem({ step: 'realPath', error: 'EIO' });
    await writeAtomically(fileSystem, path, newBytes);
    expect(await readFile(path, 'utf8')).toBe(NEW);
    expect(steps).toEqual([
      'create',
      'newFile.write',
      'newFile.sync',
      'newFile.close',
      'rename',
      'syncFolder',
    ]);
  });

  describe.each(['ENOSPC', 'EIO'])('%s', (error) => {
    test.each(WRITING_STEPS)('at %s leaves the old file and no other', async (step) => {
      const { folder, path } = await start();
      const { fileSystem } = createFaultyFileSystem({ step, error, bytesWritten: 5 });
      await expect(writeAtomically(fileSystem, path, newBytes)).rejects.toMatchObject({ code: error });
      expect(await readFile(path, 'utf8')).toBe(OLD);
      expect(await readdir(folder)).toEqual(['file.json']);
    });
  });

  test.each([...WRITING_STEPS, 'syncFolder' as const])(
    'a crash at %s leaves the old file or the new',
    async (step) => {
      const { path } = await start();
      const { fileSystem } = createFaultyFileSystem({ step, error: 'crash', bytesWritten: 5 });
      await writeAtomically(fileSystem, path, newBytes).catch(() => undefined);
      expect(await readFile(path, 'utf8')).toBe(step === 'syncFolder' ? NEW : OLD);
    },
  );

  test.each(['EPERM', 'EBUSY', 'EACCES'])('waits for a program that holds the file (%s)', async (error) => {
    const { folder, path } = await start();
    const { fileSystem, steps } = createFaultyFileSystem({ step: 'rename', error, times: 2 });
    await writeAtomically(fileSystem, path, newBytes);
    expect(steps.filter((step) => step === 'rename')).toHaveLength(3);
    expect(await readFile(path, 'utf8')).toBe(NEW);
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  test('gives up on a program that does not let go, in time, with the old file as it was', async () => {
    const { folder, path } = await start();
    const { fileSystem, steps } = createFaultyFileSystem({ step: 'rename', error: 'EBUSY' });
    const started = performance.now();
    const writing = writeAtomically(fileSystem, path, newBytes);
    await expect(writing).rejects.toMatchObject({ code: 'EBUSY' });
    expect(performance.now() - started).toBeGreaterThan(1500);
    expect(steps.filter((step) => step === 'rename')).toHaveLength(7);
    expect(await readFile(path, 'utf8')).toBe(OLD);
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  test('a folder that cannot be synced does not make a written file a failure', async () => {
    const { path } = await start();
    const { fileSystem } = createFaultyFileSystem({ step: 'syncFolder', error: 'EIO' });
    await writeAtomically(fileSystem, path, newBytes);
    expect(await readFile(path, 'utf8')).toBe(NEW);
  });

  test('the last look can call it off', async () => {
    const { folder, path } = await start();
    await expect(writeAtomically(nodeFileSystem, path, newBytes, { beforeReplace: callOff })).rejects.toThrow(
      'changed meanwhile',
    );
    expect(await readFile(path, 'utf8')).toBe(OLD);
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  test.skipIf(process.platform === 'win32')('keeps the permissions it is told', async () => {
    const { path } = await start();
    await chmod(path, 0o600);
    await writeAtomically(nodeFileSystem, path, newBytes, { mode: 0o600 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

test('leftovers of a crash are removed once they are an hour old, and nothing else', async () => {
  const { folder } = await start();
  const names = [
    '.old.json.1-1.boxwright-tmp',
    '.ahead.boxwright-tmp',
    '.new.json.1-2.boxwright-tmp',
    '.mine.tmp',
    'a.boxwright-tmp',
  ];
  for (const name of names) await writeFile(join(folder, name), '');
  const now = Date.now();
  for (const name of names.filter((other) => !other.startsWith('.new'))) {
    await utimes(join(folder, name), new Date(0), new Date(now - 2 * 3600 * 1000));
  }
  // Written by a clock that was wrong.
  await utimes(join(folder, '.ahead.boxwright-tmp'), new Date(0), new Date(now + 2 * 3600 * 1000));
  await removeLeftovers(nodeFileSystem, folder, now);
  expect((await readdir(folder)).sort()).toEqual([...names.slice(2), 'file.json'].sort());
});
