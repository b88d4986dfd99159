import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isAtLeast } from './checkNode.mjs';
import { parseStartArguments, requireFolder } from './startArguments.mjs';

const FROM = resolve('/', 'work');

test.each([
  [[], { folder: undefined, browser: false, open: true }],
  [['data'], { folder: join(FROM, 'data'), browser: false, open: true }],
  [['--browser', '--no-open', resolve('/data')], { folder: resolve('/data'), browser: true, open: false }],
])('%j', (args: string[], expected) => {
  expect(parseStartArguments(args, FROM)).toEqual(expected);
});

test.each([[['--brwoser']], [['a', 'b']]])('%j is explained', (args) => {
  expect(() => parseStartArguments(args, FROM)).toThrow('Usage: npm start');
});

test('a folder that is none is explained', () => {
  const file = fileURLToPath(import.meta.url);
  expect(() => requireFolder(file)).toThrow('Not a folder');
  expect(() => requireFolder(join(file, '..', 'nowhere'))).toThrow('There is no folder');
  expect(() => requireFolder(join(file, '..'))).not.toThrow();
});

test.each([
  ['20.19.0', true],
  ['20.18.9', false],
  ['22.0.0', true],
  ['18.20.0', false],
  ['20.20.2', true],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isAtLeast(version, [20, 19, 0])).toBe(expected);
});
