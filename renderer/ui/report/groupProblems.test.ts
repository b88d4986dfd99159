import { expect, test } from 'vitest';
import type { Problem } from '#shared/problems/problem.ts';
import { groupProblems } from './groupProblems.ts';

const skipped = (path: string, reason = 'notPartOfLayout'): Problem => ({
  code: 'file.skipped',
  severity: 'info',
  path,
  params: { reason },
});
const missing: Problem = { code: 'image.missing', severity: 'warning', path: 'a.jpg' };
const broken: Problem = { code: 'labels.malformed', severity: 'error', path: 'a.json' };

test('by kind and reason, the worst first', () => {
  const groups = groupProblems([skipped('a'), missing, skipped('b', 'systemFile'), broken, skipped('c')]);
  expect(groups.map(({ severity, problems }) => [severity, problems.map(({ path }) => path)])).toEqual([
    ['error', ['a.json']],
    ['warning', ['a.jpg']],
    ['info', ['a', 'c']],
    ['info', ['b']],
  ]);
});
