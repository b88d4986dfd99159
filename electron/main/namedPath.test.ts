import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve, win32 } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { folderOf, namedPath } from './namedPath.ts';

const HERE = resolve('/', 'here');
const DRIVE = resolve('/', 'data', 'drive 车');

test.each([
  [['boxwright'], undefined],
  [['boxwright', '--no-sandbox', '--enable-features=A'], undefined],
  [['boxwright', 'drive'], join(HERE, 'drive')],
  [['boxwright', '--no-sandbox', DRIVE], DRIVE],
  [['boxwright', pathToFileURL(DRIVE).href], DRIVE],
])('packaged: %j', (argv, expected) => {
  expect(namedPath(argv, HERE, true)).toBe(expected);
});

test.each([
  [['electron', 'dist/main/main.js'], undefined],
  [['electron', 'dist/main/main.js', 'drive'], join(HERE, 'drive')],
  [['electron', '--inspect=0', 'dist/main/main.js', '--flag', DRIVE, 'second'], DRIVE],
])('in a clone: %j', (argv, expected) => {
  expect(namedPath(argv, HERE, false)).toBe(expected);
});

test.each([
  [['boxwright.exe', 'drive'], 'C:\\here\\drive'],
  [['boxwright.exe', 'D:\\data\\车'], 'D:\\data\\车'],
  [['boxwright.exe', 'D:"'], 'D:\\'],
  [['boxwright.exe', 'D:\\my data"'], 'D:\\my data'],
  [['boxwright.exe', '\\\\nas\\data'], '\\\\nas\\data\\'],
  [['boxwright.exe', 'file:///D:/my%20data'], 'D:\\my data'],
  [['boxwright.exe', 'file://nas/data/1'], '\\\\nas\\data\\1'],
])('on Windows: %j', (argv, expected) => {
  expect(namedPath(argv, 'C:\\here', true, win32)).toBe(expected);
});

test('a malformed address is a path that is not there', () => {
  expect(namedPath(['boxwright', 'file://elsewhere%ff/x'], HERE, true)).toContain('elsewhere');
});

test('a file means the folder it is in', async () => {
  const here = await temporaryFolder();
  await mkdir(join(here, 'drive'));
  await writeFile(join(here, 'drive', '1.pcd'), '');
  expect(await folderOf(nodeFileSystem, join(here, 'drive'))).toBe(join(here, 'drive'));
  expect(await folderOf(nodeFileSystem, join(here, 'drive', '1.pcd'))).toBe(join(here, 'drive'));
  await expect(folderOf(nodeFileSystem, join(here, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
});
