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
    const { files: found, problems } = await listTree(fileSystem, roots, root);
    return { paths: found.map(({ path }) => path), files: found, problems };
  };
  return { folder, root, list };
}

describe('listTree', () => {
  test('lists files with their sizes, sorted, without hidden ones', async () => {
    const { list } = await start([
      'b.pcd',
      'a/2.pcd',
      'a/1.pcd',
      '.git/config',
      'node_modules/x.js',
      '.hidden',
      'a/.x',
    ]);
    const { paths, files, problems } = await list();
    expect(paths).toEqual(['a/1.pcd', 'a/2.pcd', 'b.pcd']);
    expect(files[0]?.bytes).toBe('a/1.pcd'.length);
    expect(problems).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('names in another Unicode form are told in NFC', async () => {
    const decomposed = 'e\u0301.pcd';
    const { list } = await start([decomposed]);
    expect((await list()).files).toMatchObject([{ path: '\u00e9.pcd', diskPath: decomposed }]);
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
});
