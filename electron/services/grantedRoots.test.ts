import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { GrantedRoots, isInside, isPlainRelativePath } from './grantedRoots.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const DENIED = { failure: { code: 'denied' } };

async function start() {
  const folder = await temporaryFolder();
  const [root, outside] = [join(folder, 'root'), join(folder, 'outside')];
  for (const path of [join(root, 'inner'), outside]) await mkdir(path, { recursive: true });
  await writeFile(join(outside, 'secret'), '');
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(root);
  return { roots, root, outside };
}

describe('GrantedRoots', () => {
  test('resolves what lies inside', async () => {
    const { roots, root } = await start();
    expect(await roots.resolve(join(root, 'inner', '..', 'inner'))).toBe(join(root, 'inner'));
    expect(await roots.resolveInside(root, 'inner/new.json')).toBe(join(root, 'inner', 'new.json'));
    expect(await roots.resolveInside(root, 'no/such/folder')).toBe(join(root, 'no', 'such', 'folder'));
  });

  test('denies what lies outside, there or not', async () => {
    const { roots, root, outside } = await start();
    for (const path of [
      outside,
      join(outside, 'secret'),
      join(outside, 'nothing'),
      join(root, '..'),
      'inner',
      `${root}\0`,
    ]) {
      await expect(roots.resolve(path)).rejects.toMatchObject(DENIED);
    }
  });

  test('a sibling whose name starts alike is outside', async () => {
    const { roots, root } = await start();
    await mkdir(`${root}-other`);
    await expect(roots.resolve(`${root}-other`)).rejects.toMatchObject(DENIED);
  });

  test.skipIf(process.platform === 'win32')('links do not lead out', async () => {
    const { roots, root, outside } = await start();
    await symlink(outside, join(root, 'link'));
    await expect(roots.resolve(join(root, 'link'))).rejects.toMatchObject(DENIED);
    await expect(roots.resolveInside(root, 'link/secret')).rejects.toMatchObject(DENIED);
    await expect(roots.resolveInside(root, 'link/new')).rejects.toMatchObject(DENIED);
  });

  test.skipIf(process.platform === 'win32')('links from one granted root to another work', async () => {
    const { roots, root, outside } = await start();
    await roots.grant(outside);
    await symlink(outside, join(root, 'link'));
    expect(await roots.resolveInside(root, 'link/secret')).toBe(join(outside, 'secret'));
  });

  test('the network is not asked about a place on another computer', async () => {
    const asked: string[] = [];
    const { root } = await start();
    const roots = new GrantedRoots({
      ...nodeFileSystem,
      realPath: (path) => {
        asked.push(path);
        return nodeFileSystem.realPath(path);
      },
    });
    await roots.grant(root);
    for (const path of ['//server/share', '\\\\server\\share', '\\\\?\\C:\\', '/\\server\\share'])
      await expect(roots.resolve(path)).rejects.toMatchObject(DENIED);
    expect(asked).toEqual([root]);
  });

  test('a root that has gone is missing, not denied, and may come back', async () => {
    const { roots, root } = await start();
    await rename(root, `${root}-away`);
    await expect(roots.resolveInside(root, 'inner/x')).rejects.toMatchObject({ code: 'ENOENT' });
    const later = new GrantedRoots(nodeFileSystem);
    later.grantReal(root);
    await expect(later.resolve(root)).rejects.toMatchObject({ code: 'ENOENT' });
    await rename(`${root}-away`, root);
    expect(await later.resolveInside(root, 'inner/x')).toBe(join(root, 'inner', 'x'));
  });

  test.skipIf(process.platform === 'win32')(
    'a link in the place of a granted root grants nothing',
    async () => {
      const { roots, root, outside } = await start();
      await rename(root, `${root}-away`);
      await symlink(outside, root);
      await expect(roots.resolve(root)).rejects.toMatchObject(DENIED);
      await expect(roots.resolveInside(root, 'secret')).rejects.toMatchObject(DENIED);
    },
  );

  test('hostile relative paths are denied', async () => {
    const { roots, root } = await start();
    for (const path of [
      '',
      '.',
      '..',
      '../outside',
      'inner/../../outside',
      '/etc',
      'a//b',
      'a\\..\\b',
      'a\0b',
      'a\nb',
    ]) {
      await expect(roots.resolveInside(root, path)).rejects.toMatchObject(DENIED);
    }
  });
});

test('whatever counts as a plain relative path stays inside', () => {
  const segment = fc.oneof(fc.constantFrom('..', '.', '', '\\', '%2e', '~'), fc.string());
  const plain = fc
    .array(segment, { minLength: 1 })
    .map((segments) => segments.join('/'))
    .filter(isPlainRelativePath);
  fc.assert(
    fc.property(plain, (path) => {
      expect(isInside('/root', join('/root', path))).toBe(true);
    }),
  );
});
