import { describe, expect, test } from 'vitest';
import type { FolderEntry } from './fileSystem.ts';
import { checkNames } from './nameProblems.ts';

const files = (...names: string[]): FolderEntry[] => names.map((name) => ({ name, kind: 'file' }));
const NFC = '\u00e9.pcd';
const NFD = 'e\u0301.pcd';

describe('checkNames', () => {
  test('of two names that are one in NFC the first is taken and the other named', () => {
    const { entries, problems } = checkNames('lidar', files(NFC, NFD));
    expect(entries.map(({ name }) => name)).toEqual([NFD]);
    expect(problems).toEqual([
      { code: 'name.twin', severity: 'warning', path: `lidar/${NFC}`, params: { other: `lidar/${NFD}` } },
    ]);
  });

  test('names that differ in case are both taken, and named once a pair', () => {
    const { entries, problems } = checkNames('', files('B.pcd', 'a.pcd', 'A.pcd', 'b.PCD'));
    expect(entries).toHaveLength(4);
    expect(problems.map(({ code, path, params }) => [code, path, params?.['other']])).toEqual([
      ['name.twin', 'a.pcd', 'A.pcd'],
      ['name.twin', 'b.PCD', 'B.pcd'],
    ]);
  });

  test.each([
    'CON',
    'con.pcd',
    'NUL',
    'aux.txt',
    'COM1.pcd',
    'lpt9',
    'COM\u00b9',
    'a.',
    'a ',
    'a<b',
    'a>b',
    'a:b',
    'a"b',
    'a|b',
    'a?b',
    'a*b',
    'x'.repeat(244),
  ])('%j cannot be written on Windows', (name) => {
    const { entries, problems } = checkNames('lidar', files(name));
    expect(entries).toHaveLength(1);
    expect(problems).toEqual([
      { code: 'name.notPortable', severity: 'info', path: `lidar/${name}`, params: { system: 'Windows' } },
    ]);
  });

  test.each([
    'CONtrol.pcd',
    'COM10',
    'com.pcd',
    'nul1',
    '.a',
    'a b',
    '中文',
    '\u{1F600}.pcd',
    'x'.repeat(243),
    "it's",
  ])('%j can', (name) => {
    expect(checkNames('', files(name)).problems).toEqual([]);
  });

  test('a folder has no label file beside it', () => {
    const folder: FolderEntry = { name: 'x'.repeat(250), kind: 'folder' };
    expect(checkNames('', [folder]).problems).toEqual([]);
  });
});
