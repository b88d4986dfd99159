import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFaultyFileSystem } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import { GrantedRoots } from './grantedRoots.ts';
import { listTree } from './listTree.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

async function start(files: readonly string[], fileSystem: FileSystem = nodeFileSystem) {
  const folder = await temporaryFolder();
  const root = join(folder, 'root');
  await mkdir(root);
  for (const file of files) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), file);
  }
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(root);
  const list = async () => {
    const { files: paths, diskPaths, problems } = await listTree(fileSystem, roots, root);
    return { paths, diskPaths, problems };
  };
  return { folder, root, list };
}

describe('listTree', () => {
  test('lists files, sorted, without hidden ones', async () => {
    const { list } = await start([
      'b.pcd',
      'a/2.pcd',
      'a/1.pcd',
      '.git/config',
      'node_modules/x.js',
      '.hidden',
      'a/.x',
    ]);
    const { paths, problems } = await list();
    expect(paths).toEqual(['a/1.pcd', 'a/2.pcd', 'b.pcd']);
    expect(problems).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('names in another Unicode form are told in NFC', async () => {
    const decomposed = 'e\u0301.pcd';
    const { list } = await start([decomposed]);
    const { paths, diskPaths } = await list();
    expect(paths).toEqual(['\u00e9.pcd']);
    expect(diskPaths).toEqual(new Map([['\u00e9.pcd', decomposed]]));
  });

  test.skipIf(process.platform === 'win32')(
    'links are followed inside and named when they lead out or nowhere',
    async () => {
      const { folder, root, list } = await start(['a/1.pcd']);
      await writeFile(join(folder, 'secret'), '');
      await symlink(join(root, 'a'), join(root, 'again'));
      await symlink(join(folder, 'secret'), join(root, 'out'));
      await symlink(folder, join(root, 'up'));
      await symlink(join(root, 'nothing'), join(root, 'broken'));
      await symlink(root, join(root, 'a', 'round'));
      const { paths, problems } = await list();
      expect(paths).toEqual(['a/1.pcd', 'again/1.pcd']);
      expect(new Set(problems.map(({ path }) => path))).toEqual(new Set(['broken', 'out', 'up']));
    },
  );

  test('a folder that cannot be read is named, the rest is listed', async () => {
    const { fileSystem } = createFaultyFileSystem({
      step: 'readFolder',
      error: 'EACCES',
      on: (path) => path.endsWith('bad'),
    });
    const { list } = await start(['bad/1.pcd', 'good/1.pcd'], fileSystem);
    const { paths, problems } = await list();
    expect(paths).toEqual(['good/1.pcd']);
    expect(problems).toEqual([
      { code: 'folder.unreadable', severity: 'error', path: 'bad', params: { reason: 'EACCES' } },
    ]);
  });

  test('a root that cannot be read is an error', async () => {
    const { fileSystem } = createFaultyFileSystem({ step: 'readFolder', error: 'EACCES' });
    const { list } = await start(['1.pcd'], fileSystem);
    await expect(list()).rejects.toMatchObject({ problem: { code: 'folder.unreadable' } });
  });

  test.skipIf(process.platform === 'win32')('links that go round end, wherever they are', async () => {
    const { root, list } = await start(['a/b/1.pcd']);
    await symlink('loop', join(root, 'loop'));
    await symlink('pong', join(root, 'ping'));
    await symlink('ping', join(root, 'pong'));
    await symlink(join(root, 'a'), join(root, 'a', 'b', 'up'));
    const { paths, problems } = await list();
    expect(paths).toEqual(['a/b/1.pcd']);
    expect(problems.map(({ path, params }) => `${path} ${params?.['reason']}`).sort()).toEqual([
      'loop ELOOP',
      'ping ELOOP',
      'pong ELOOP',
    ]);
  });

  test.skipIf(process.platform === 'win32')('of twin folders one is visited', async () => {
    const { list } = await start(['e\u0301/1.pcd', '\u00e9/1.pcd']);
    const { paths, diskPaths, problems } = await list();
    expect(paths).toEqual(['\u00e9/1.pcd']);
    expect(diskPaths).toEqual(new Map([['\u00e9/1.pcd', 'e\u0301/1.pcd']]));
    expect(problems).toMatchObject([{ code: 'name.twin', path: '\u00e9', params: { other: 'e\u0301' } }]);
  });

  test('a path of three hundred characters is listed', async () => {
    const long = `${Array.from({ length: 6 }, (_, i) => `${i}`.repeat(49)).join('/')}/000001.pcd`;
    expect(long.length).toBeGreaterThan(300);
    const { list } = await start([long]);
    expect((await list()).paths).toEqual([long]);
  });

  test('asks the disk about no file that it need not ask about', async () => {
    const { fileSystem, steps } = createFaultyFileSystem({ step: 'copyFile', error: 'EIO' });
    const { list } = await start(['a/1.pcd', 'a/2.pcd', 'b/3.pcd', '4.pcd'], fileSystem);
    expect((await list()).paths).toHaveLength(4);
    expect(steps.filter((step) => step === 'stat')).toEqual([]);
  });

  test('says how far it has come, and stops when it is told to', async () => {
    const abort = new AbortController();
    const { root } = await start(['a/b/1.pcd', 'a/2.pcd', '3.pcd']);
    const roots = new GrantedRoots(nodeFileSystem);
    await roots.grant(root);
    const counts: number[] = [];
    const listing = listTree(nodeFileSystem, roots, root, {
      signal: abort.signal,
      onProgress: (count) => {
        counts.push(count);
        if (count === 2) abort.abort();
      },
    });
    await expect(listing).rejects.toMatchObject({ name: 'AbortError' });
    expect(counts).toEqual([1, 2]);
  });
});
