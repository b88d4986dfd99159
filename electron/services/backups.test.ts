import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFaultyFileSystem, type Fault } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { Backups } from './backups.ts';
import type { FileSystem } from './fileSystem.ts';
import { FileVault } from './fileVault.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import { GrantedRoots } from './grantedRoots.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { revisionOf } from './revision.ts';

const PATH = 'lidar/1.pcd.labels.json';
const NOW = Date.parse('2026-03-04T12:00:00Z');

async function start(fileSystem: FileSystem = nodeFileSystem, mostBytes?: number) {
  const root = await temporaryFolder();
  await mkdir(join(root, 'lidar'));
  const roots = new GrantedRoots(nodeFileSystem);
  const folder = new FolderOnDisk(fileSystem, roots, await roots.grant(root));
  let now = NOW;
  const backups = new Backups(fileSystem, () => now, mostBytes);
  const keep = (text: string, path = PATH) => {
    const bytes = new TextEncoder().encode(text);
    return backups.keep(folder, path, { bytes, revision: revisionOf(bytes), savedAt: (now += 1000) });
  };
  const kept = async (path = PATH) => {
    const versions = await backups.list(folder, path);
    const all = await Promise.all(versions.map(({ id }) => backups.read(folder, path, id)));
    return all.map((bytes) => new TextDecoder().decode(bytes));
  };
  return { root, folder, backups, keep, kept };
}

describe('Backups', () => {
  test('keeps one after the other, and none twice', async () => {
    const { keep, kept, root } = await start();
    for (const text of ['a', 'b', 'b', 'c']) await keep(text);
    expect(await kept()).toEqual(['a', 'b', 'c']);
    expect(await readdir(join(root, '.boxwright', 'backups', PATH))).toHaveLength(3);
  });

  test('thins out, and keeps the first for ever', async () => {
    const { keep, kept } = await start();
    for (let i = 0; i < 1000; i++) await keep(String(i));
    const texts = await kept();
    expect(texts[0]).toBe('0');
    expect(texts.slice(-5)).toEqual(['995', '996', '997', '998', '999']);
    expect(texts.length).toBeLessThan(12);
  });

  test.each<Fault>([
    { step: 'makeFolder', error: 'EROFS' },
    { step: 'create', error: 'ENOSPC' },
    { step: 'newFile.write', error: 'ENOSPC', bytesWritten: 1 },
    { step: 'newFile.close', error: 'EIO' },
    { step: 'readFolder', error: 'EIO' },
  ])('%j: says so, and leaves no part of a version', async (fault) => {
    const { keep, kept, backups, folder } = await start(createFaultyFileSystem(fault).fileSystem);
    await keep('abc');
    expect(backups.problemOf(folder, PATH)).toMatchObject({
      code: 'backup.failed',
      path: PATH,
      params: { reason: fault.error },
    });
    expect(await kept()).toEqual([]);
  });

  test('a problem is over once a version was kept', async () => {
    const { fileSystem } = createFaultyFileSystem({ step: 'newFile.write', error: 'ENOSPC', times: 1 });
    const { keep, kept, backups, folder } = await start(fileSystem);
    await keep('a');
    await keep('b');
    expect(backups.problemOf(folder, PATH)).toBeUndefined();
    expect(await kept()).toEqual(['b']);
  });

  test.skipIf(process.platform === 'win32')(
    'writes nothing where a link leads out of the folder',
    async () => {
      const { keep, backups, folder, root } = await start();
      const elsewhere = await temporaryFolder();
      await symlink(elsewhere, join(root, '.boxwright'));
      await keep('a');
      expect(backups.problemOf(folder, PATH)).toMatchObject({ params: { reason: 'outsideFolder' } });
      expect(await readdir(elsewhere)).toEqual([]);
    },
  );

  test('all versions together stay within a bound, the first of each file apart', async () => {
    const { keep, kept, backups, root } = await start(nodeFileSystem, 1000);
    await mkdir(join(root, '.boxwright', 'backups'), { recursive: true });
    await writeFile(join(root, '.boxwright', 'backups', 'a note of somebody’s'), 'x'.repeat(5000));
    for (let i = 0; i < 40; i++) {
      await keep(`a${i}`.padEnd(100, '.'), 'a');
      await keep(`b${i}`.padEnd(100, '.'), 'b');
      await backups.idle();
    }
    const names = [...(await kept('a')), ...(await kept('b'))].map((all) => all.replaceAll('.', ''));
    expect(names.length).toBeLessThanOrEqual(10);
    for (const name of ['a0', 'a39', 'b0', 'b39']) expect(names).toContain(name);
    expect(await readdir(join(root, '.boxwright', 'backups'))).toContain('a note of somebody’s');
  });
});

describe('a save', () => {
  test('keeps what it replaces, and takes no longer than it may', async () => {
    const { root, folder, backups, kept } = await start();
    const vault = new FileVault(nodeFileSystem, Date.now);
    const place = { relative: PATH, absolute: join(root, PATH) };
    // As large as the sidecar of 200 cuboids that six cameras see.
    const padding = 'x'.repeat(600_000);
    const text = (i: number) => `${i}${padding}`;
    const times: number[][] = [[], []];
    let expected: string | null = null;
    for (let i = 0; i < 40; i++) {
      const isKept = i % 2 === 1;
      const started = performance.now();
      expected = await vault.replace(
        place,
        expected,
        async () => new TextEncoder().encode(text(i)),
        isKept ? (current) => backups.keep(folder, PATH, current) : undefined,
      );
      times[Number(isKept)]!.push(performance.now() - started);
    }
    const [without, withVersions] = times.map((all) => all.toSorted((a, b) => a - b)[all.length >> 1]!);
    console.info(`600 kB saved in ${without?.toFixed(1)} ms, ${withVersions?.toFixed(1)} ms with versions`);
    // What versions add; the rest is the disk's, which other programs use as well.
    expect(withVersions! - without!).toBeLessThan(50);
    expect((await kept()).at(-1)).toBe(text(38));
    expect(await readFile(place.absolute, 'utf8')).toBe(text(39));
  });

  test('that is a conflict changes nothing but may keep a version', async () => {
    const { root, folder, backups } = await start();
    const vault = new FileVault(nodeFileSystem, Date.now);
    const place = { relative: PATH, absolute: join(root, PATH) };
    await writeFile(place.absolute, 'theirs');
    const save = vault.replace(
      place,
      revisionOf('theirs'),
      async () => new TextEncoder().encode('ours'),
      async (current) => {
        await backups.keep(folder, PATH, current);
        await writeFile(place.absolute, 'theirs again');
      },
    );
    await expect(save).rejects.toMatchObject({ problem: { code: 'save.conflict' } });
    expect(await readFile(place.absolute, 'utf8')).toBe('theirs again');
  });
});
