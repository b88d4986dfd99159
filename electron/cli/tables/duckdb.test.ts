import { expect, test, vi } from 'vitest';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { loadDuckdb } from './duckdb.ts';

vi.mock('@duckdb/node-api', () => {
  throw new Error("Cannot find module '@duckdb/node-bindings-aix-ppc64/duckdb.node'");
});

test('a system that DuckDB has no build for is told so in one line', async () => {
  const error: unknown = await loadDuckdb().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ProblemError);
  const sentence = describeProblem((error as ProblemError).problem, 'en');
  expect(sentence).toMatch(
    /^This needs DuckDB, which is not installed or has no build for this system \(\w+ \w+\)/,
  );
  expect(sentence).not.toContain('\n');
});
