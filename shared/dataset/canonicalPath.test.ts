import { posix, win32 } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalPath, commonFolder, folderOf, joinPath, nameOf, stemOf } from './canonicalPath.ts';

describe('canonicalPath', () => {
  test.each([
    ['lidar/1.pcd', 'lidar/1.pcd'],
    ['./lidar//1.pcd', 'lidar/1.pcd'],
    ['12:30:00.pcd', '12:30:00.pcd'],
    ['e\u0301.pcd', '\u00E9.pcd'],
    ['..pcd/...x', '..pcd/...x'],
  ])('%j is %j', (path, canonical) => {
    expect(canonicalPath(path)).toBe(canonical);
  });

  test.each([
    '',
    '.',
    '/',
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a/..',
    'C:/x',
    'c:x',
    './C:/x',
    '..\\x',
    'a\\b',
    'a\0b',
    'a\nb',
    'a\u001b[31m',
  ])('%j has no such form', (path) => {
    expect(canonicalPath(path)).toBeUndefined();
  });

  test('what it gives stays inside the folder and is its own canonical form', () => {
    const part = fc.constantFrom('.', '..', '', 'a', '\\', 'C:', '\0', '\u0301', 'e', '…', '/');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('', '/'), (parts, separator) => {
        const canonical = canonicalPath(parts.join(separator));
        if (canonical === undefined) return;
        expect(canonicalPath(canonical)).toBe(canonical);
        expect(posix.resolve('/root', canonical)).toMatch(/^\/root\/./);
        expect(win32.resolve('C:\\root', canonical)).toMatch(/^C:\\root\\./);
      }),
    );
  });
});

test('the parts of a path', () => {
  expect(folderOf('a/b/c.pcd')).toBe('a/b');
  expect(folderOf('c.pcd')).toBe('');
  expect(nameOf('a/b/c.pcd')).toBe('c.pcd');
  expect(stemOf('a/b.x/1.2.pcd')).toBe('1.2');
  expect(stemOf('a/.hidden')).toBe('.hidden');
  expect(joinPath('', 'x')).toBe('x');
  expect(joinPath('a', 'x')).toBe('a/x');
});

test('the common folder', () => {
  expect(commonFolder([])).toBe('');
  expect(commonFolder(['a/b/1', 'a/b/2'])).toBe('a/b');
  expect(commonFolder(['a/b/1', 'a/bc/2'])).toBe('a');
  expect(commonFolder(['a/b/1', 'a/2'])).toBe('a');
  expect(commonFolder(['a/1', '2'])).toBe('');
});
