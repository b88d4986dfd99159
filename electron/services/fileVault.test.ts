import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFaultyFileSystem, type FaultyStep } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import { FileVault } from './fileVault.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { revisionOf } from './revision.ts';

const encode = (text: string) => new TextEncoder().encode(text);

async function start(fileSystem: FileSystem = nodeFileSystem) {
  const folder = await temporaryFolder();
  const place = { relative: 'frame.labels.json', absolute: join(folder, 'frame.labels.json') };
  const vault = new FileVault(fileSystem, Date.now);
  const replace = (expected: string | null, text: string) =>
    vault.replace(place, expected, async () => encode(text));
  const onDisk = () => readFile(place.absolute, 'utf8').catch(() => null);
  return { folder, place, vault, replace, onDisk };
}

describe('FileVault', () => {
  test.skipIf(process.platform === 'win32')('a pipe in the place of a file is not waited for', async () => {
    const { vault, place, replace } = await start();
    execFileSync('mkfifo', [place.absolute]);
    const problem = { code: 'file.unreadable', params: { reason: 'notFile' } };
    await expect(vault.read(place)).rejects.toMatchObject({ problem });
    await expect(replace(null, 'a')).rejects.toMatchObject({ problem });
  });

  test('what is too large to be read back is not written', async () => {
    const { vault, place, onDisk } = await start();
    const save = vault.replace(place, null, async () => new Uint8Array(64 * 1024 * 1024 + 1));
    const problem = { code: 'save.failed', params: { reason: 'tooLarge' } };
    await expect(save).rejects.toMatchObject({ problem });
    expect(await onDisk()).toBeNull();
  });

  test('answers the hash of the bytes as revision', async () => {
    const { vault, place, replace } = await start();
    expect(await vault.read(place)).toBeUndefined();
    expect(await replace(null, 'a')).toBe(revisionOf('a'));
    expect((await vault.read(place))?.revision).toBe(revisionOf('a'));
  });

  test.each([
    ['a file where none was expected', 'theirs', null],
    ['another file than was expected', 'theirs', revisionOf('ours')],
    ['no file where one was expected', undefined, revisionOf('ours')],
  ])('%s is a conflict', async (_what, theirs, expected) => {
    const { place, replace, onDisk } = await start();
    if (theirs !== undefined) await writeFile(place.absolute, theirs);
    const problem = { code: 'save.conflict', path: 'frame.labels.json' };
    await expect(replace(expected, 'new')).rejects.toMatchObject({ problem });
    expect(await onDisk()).toBe(theirs ?? null);
  });

  test('a file that changes while the new one is being written is a conflict', async () => {
    const { vault, place, onDisk, folder } = await start();
    const save = vault.replace(place, null, async () => {
      await writeFile(place.absolute, 'theirs');
      return encode('ours');
    });
    await expect(save).rejects.toMatchObject({ problem: { code: 'save.conflict' } });
    expect(await onDisk()).toBe('theirs');
    expect(await readdir(folder)).toEqual(['frame.labels.json']);
  });

  test('the same bytes are not written again, and saving them twice is no conflict', async () => {
    const { fileSystem, steps } = createFaultyFileSystem({ step: 'realPath', error: 'EIO' });
    const { replace } = await start(fileSystem);
    const revision = await replace(null, 'a');
    expect(await replace(revision, 'a')).toBe(revision);
    expect(await replace(null, 'a')).toBe(revision);
    expect(steps.filter((step) => step === 'rename')).toHaveLength(1);
  });

  test.each<[string, string, FaultyStep]>([
    ['ENOSPC', 'save.diskFull', 'newFile.write'],
    ['ENOSPC', 'save.diskFull', 'newFile.sync'],
    ['EDQUOT', 'save.diskFull', 'create'],
    ['EACCES', 'save.denied', 'create'],
    ['EROFS', 'save.denied', 'create'],
    ['EIO', 'save.failed', 'newFile.close'],
    ['EIO', 'save.failed', 'rename'],
  ])('%s is %s, and the next save works (%s)', async (error, code, step) => {
    const { fileSystem } = createFaultyFileSystem({ step, error, times: 1 });
    const { replace, onDisk } = await start(fileSystem);
    await expect(replace(null, 'a')).rejects.toMatchObject({ problem: { code, path: 'frame.labels.json' } });
    expect(await onDisk()).toBeNull();
    expect(await replace(null, 'a')).toBe(revisionOf('a'));
  });

  test('a file that cannot be read is not written', async () => {
    const { fileSystem } = createFaultyFileSystem({ step: 'readFile', error: 'EACCES' });
    const { place, replace, onDisk } = await start(fileSystem);
    await writeFile(place.absolute, 'theirs');
    await expect(replace(null, 'ours')).rejects.toMatchObject({ problem: { code: 'file.unreadable' } });
    await expect(replace(revisionOf('theirs'), 'ours')).rejects.toMatchObject({
      problem: { code: 'file.unreadable' },
    });
    expect(await onDisk()).toBe('theirs');
  });

  test('saves of one file at the same time: exactly one of them wins', async () => {
    const { replace, onDisk } = await start();
    const texts = ['a', 'b', 'c', 'd'];
    const results = await Promise.allSettled(texts.map((text) => replace(null, text)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(texts[results.findIndex(({ status }) => status === 'fulfilled')]).toBe(await onDisk());
  });

  test('tells changes by others from its own', async () => {
    const { vault, place, replace } = await start();
    await replace(null, 'ours');
    expect(await vault.changedRevision(place)).toBeUndefined();
    await writeFile(place.absolute, 'theirs');
    expect(await vault.changedRevision(place)).toBe(revisionOf('theirs'));
    expect(await vault.changedRevision(place)).toBeUndefined();
    await rm(place.absolute);
    expect(await vault.changedRevision(place)).toBeNull();
  });
});

test('whatever two programs do, a save never overwrites bytes that its writer has not seen', async () => {
  const step = fc.record({
    who: fc.constantFrom('us', 'them', 'nobody'),
    text: fc.constantFrom('a', 'b', 'c', 'd'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (history) => {
      const { place, replace, onDisk } = await start();
      let seen: string | null = null;
      for (const { who, text } of history) {
        if (who === 'them') await writeFile(place.absolute, text);
        if (who === 'nobody') await rm(place.absolute, { force: true });
        if (who !== 'us') continue;
        const before = await onDisk();
        const mayWrite = before === seen || before === text;
        const saved = await replace(seen === null ? null : revisionOf(seen), text).then(
          () => true,
          () => false,
        );
        expect(saved).toBe(mayWrite);
        expect(await onDisk()).toBe(saved ? text : before);
        seen = await onDisk();
      }
    }),
    { numRuns: 40 },
  );
});
