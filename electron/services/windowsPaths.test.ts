import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileSystem } from './fileSystem.ts';
import { GrantedRoots, isInside, isPlainRelativePath } from './grantedRoots.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

/** What paths mean on Windows, told from any computer: drives, other computers, either case, streams of a file. */

const DENIED = { failure: { code: 'denied' } };

/**
 * Windows' `realpath`, of which these folders exist: a drive letter of the network means its share, and the answer is
 * spelled as on the disk, without the prefix of long paths.
 */
function windowsDisk(...folders: string[]): { fileSystem: FileSystem; asked: string[] } {
  const asked: string[] = [];
  const realPath = async (place: string): Promise<string> => {
    asked.push(place);
    const plain = win32.normalize(place.replace(/^\\\\\?\\/, '').replace(/^z:/i, '\\\\nas\\data'));
    const wanted = plain.replace(/(?<=[^:])\\$/, '').toLowerCase();
    const found = folders.find((folder) => folder.toLowerCase() === wanted);
    if (found === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    return found;
  };
  return { fileSystem: { ...nodeFileSystem, realPath }, asked };
}

describe('a folder on a drive', () => {
  const { fileSystem } = windowsDisk(
    'C:\\Data',
    'C:\\Data\\lidar',
    'C:\\Data-other',
    'C:\\Windows',
    'D:\\Data',
  );
  const granted = async () => {
    const roots = new GrantedRoots(fileSystem, win32);
    await roots.grant('c:\\data\\');
    return roots;
  };

  test.each(['C:\\Data\\lidar', 'c:\\DATA\\Lidar', 'C:/Data/lidar', 'C:\\Windows\\..\\Data\\lidar'])(
    'is reached as %s',
    async (place) => {
      expect(await (await granted()).resolve(place)).toBe('C:\\Data\\lidar');
    },
  );

  test.each([
    'C:\\Windows',
    'C:\\Data-other',
    'C:\\Data\\..\\Windows',
    'D:\\Data',
    'C:',
    'C:Data',
    'lidar',
    '\\Windows',
    '\\\\?\\C:\\Windows',
    '\\\\.\\C:\\Data',
    '\\\\localhost\\C$\\Data',
    '//nas/data',
  ])('does not open %s', async (place) => {
    await expect((await granted()).resolve(place)).rejects.toMatchObject(DENIED);
  });

  test('holds files that are not there yet, with names as long as Windows allows', async () => {
    const name = `${'x'.repeat(240)}.json`;
    const place = await (await granted()).resolveInside('C:\\Data', `lidar/${name}/${name}`);
    expect(place).toBe(`C:\\Data\\lidar\\${name}\\${name}`);
  });

  test.each(['C:/Windows/x', 'C:x', 'a:stream', 'a.pcd::$DATA', 'a\\..\\..\\x', '..', '/x', 'a//b'])(
    'has no file %j',
    async (relative) => {
      await expect((await granted()).resolveInside('C:\\Data', relative)).rejects.toMatchObject(DENIED);
    },
  );
});

describe('a folder on another computer', () => {
  test.each([
    ['its address', '\\\\nas\\data'],
    ['its address with a stroke at the end', '\\\\nas\\data\\'],
    ['a drive letter', 'Z:\\'],
  ])('that a person named by %s is reached', async (_what, named) => {
    const { fileSystem } = windowsDisk('\\\\nas\\data', '\\\\nas\\data\\drive 1');
    const roots = new GrantedRoots(fileSystem, win32);
    const root = await roots.grant(named);
    for (const place of [
      '\\\\nas\\data\\drive 1',
      '\\\\NAS\\Data\\drive 1',
      '//nas/data/drive 1',
      'Z:\\drive 1',
    ])
      expect(await roots.resolve(place)).toBe('\\\\nas\\data\\drive 1');
    expect(await roots.resolveInside(root, 'drive 1/new/1.json')).toBe('\\\\nas\\data\\drive 1\\new\\1.json');
  });

  test('does not open its neighbours, and asks no computer about them', async () => {
    const { fileSystem, asked } = windowsDisk('\\\\nas\\data', '\\\\nas\\secret', '\\\\other\\data');
    const roots = new GrantedRoots(fileSystem, win32);
    await roots.grant('\\\\nas\\data');
    for (const place of ['\\\\nas\\secret', '\\\\other\\data', '\\\\nas\\data2', '\\\\?\\UNC\\nas\\data'])
      await expect(roots.resolve(place)).rejects.toMatchObject(DENIED);
    expect(asked).toEqual(['\\\\nas\\data']);
  });

  test('that is switched off is missing', async () => {
    const { fileSystem, asked } = windowsDisk();
    const roots = new GrantedRoots(fileSystem, win32);
    roots.grantReal('\\\\nas\\data');
    await expect(roots.resolveInside('\\\\nas\\data', 'a/b/1.pcd')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(asked).toHaveLength(4);
  });
});

test('the same letters in another case are another folder where disks tell them apart', () => {
  expect(isInside('/data', '/Data/x', posix)).toBe(false);
  expect(isInside('C:\\data', 'c:\\Data\\x', win32)).toBe(true);
});

test('a colon is an ordinary character elsewhere', () => {
  expect([isPlainRelativePath('12:30:00.pcd', posix), isPlainRelativePath('12:30:00.pcd', win32)]).toEqual([
    true,
    false,
  ]);
});

test('whatever counts as a plain relative path stays inside on Windows too', () => {
  const segment = fc.oneof(fc.constantFrom('..', '.', '', '\\', 'C:', 'nul', '. .', '...'), fc.string());
  const plain = fc
    .array(segment, { minLength: 1 })
    .map((segments) => segments.join('/'))
    .filter((place) => isPlainRelativePath(place, win32));
  fc.assert(
    fc.property(plain, fc.constantFrom('C:\\', 'C:\\Data', '\\\\nas\\data'), (place, root) => {
      expect(isInside(root, win32.join(root, ...place.split('/')), win32)).toBe(true);
    }),
  );
});
