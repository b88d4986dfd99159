import { expect, test } from 'vitest';
import { isOwnFile, skippedFile, summariseProblems } from './skippedFiles.ts';

test('two hundred of a kind are listed, the rest is counted', () => {
  const many = Array.from({ length: 250 }, (_, i) => skippedFile(`${i}.txt`, 'notPartOfLayout'));
  const other = skippedFile('label/7.json', 'noSuchFrame');
  const summary = summariseProblems([other, ...many]);
  expect(summary).toHaveLength(202);
  expect(summary[0]).toEqual(other);
  expect(summary.at(-1)).toEqual({
    code: 'file.skipped',
    severity: 'info',
    params: { count: 50, reason: 'notPartOfLayout' },
  });
});

test('our own files are known by their names', () => {
  const own = [
    'tracks.json',
    'a/tracks.json',
    'lidar/1.pcd.labels.json',
    '.boxwright/journal',
    '.boxwright-lock',
  ];
  expect(own.filter((path) => !isOwnFile(path))).toEqual([]);
  const others = ['mytracks.json', 'labels.json', 'a.boxwright', 'tracks.json/x', 'lidar/1.pcd'];
  expect(others.filter(isOwnFile)).toEqual([]);
});
