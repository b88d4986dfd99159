import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import { GrantedRoots } from './grantedRoots.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

async function scannedFolder() {
  const folder = await temporaryFolder();
  const root = join(folder, 'root');
  const data = join(root, 'data');
  for (const path of [join(data, 'inner'), join(root, 'shared'), join(folder, 'outside')])
    await mkdir(path, { recursive: true });
  await writeFile(join(data, 'inner', 'a.txt'), 'inner');
  await writeFile(join(root, 'shared', 'a.txt'), 'shared');
  await writeFile(join(folder, 'outside', 'a.txt'), 'secret');
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(root);
  await symlink(join(root, 'shared'), join(data, 'linked'));
  await symlink(join(root, 'shared', 'a.txt'), join(data, 'link.txt'));
  const onDisk = new FolderOnDisk(nodeFileSystem, roots, data);
  await onDisk.scan();
  return { onDisk, data, outside: join(folder, 'outside') };
}

describe.skipIf(process.platform === 'win32')('texts', () => {
  test('are read where they lie, behind links inside the granted folders too', async () => {
    const { onDisk } = await scannedFolder();
    expect(await onDisk.list()).toEqual(['inner/a.txt', 'link.txt', 'linked/a.txt']);
    expect(await onDisk.readText('inner/a.txt')).toBe('inner');
    expect(await onDisk.readText('link.txt')).toBe('shared');
    expect(await onDisk.readText('linked/a.txt')).toBe('shared');
  });

  test('a folder that became a link to a place outside since it was listed', async () => {
    const { onDisk, data, outside } = await scannedFolder();
    await rename(join(data, 'inner'), join(data, 'moved'));
    await symlink(outside, join(data, 'inner'));
    await rename(join(data, 'linked'), join(data, 'moved link'));
    await symlink(outside, join(data, 'linked'));
    const problem = { code: 'file.unreadable', params: { reason: 'outsideFolder' } };
    await expect(onDisk.readText('inner/a.txt')).rejects.toMatchObject({ problem });
    // What was listed behind the first link is still there.
    expect(await onDisk.readText('linked/a.txt')).toBe('shared');
  });

  test.each([
    ['inner/b.txt', 'file.missing', 'ENOENT'],
    ['inner', 'file.unreadable', 'EISDIR'],
    ['inner/a.txt/b.txt', 'file.unreadable', 'ENOTDIR'],
    ['../shared/a.txt', 'file.unreadable', 'outsideFolder'],
    ['/etc/hosts', 'file.unreadable', 'outsideFolder'],
  ])('%s is %s', async (path, code, reason) => {
    const { onDisk } = await scannedFolder();
    await expect(onDisk.readText(path)).rejects.toMatchObject({
      problem: { code, path, params: { reason } },
    });
  });

  test('what is too large is not read', async () => {
    const { onDisk } = await scannedFolder();
    const problem = { code: 'file.unreadable', params: { reason: 'tooLarge' } };
    await expect(onDisk.readText('inner/a.txt', 4)).rejects.toMatchObject({ problem });
    expect(await onDisk.readText('inner/a.txt', 5)).toBe('inner');
  });
});
