import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '#shared/problems/problem.ts';
import { loadDuckdb, openDuckdb, type OpenDuckdb } from './duckdb.ts';
import { readQuery } from './readQuery.ts';

let open: OpenDuckdb;
beforeAll(async () => {
  open = await openDuckdb(await loadDuckdb(), { memoryMegabytes: 100, temporary: '' });
});
afterAll(() => open.close());

/** The tables that a query reads, or the code of what is wrong with it. */
async function told(sql: string): Promise<unknown> {
  const connection = await open.connect();
  try {
    return await readQuery(connection, sql);
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : error;
  } finally {
    connection.closeSync();
  }
}

describe('a query', () => {
  test('names the tables that it reads, wherever it does', async () => {
    expect(await told('SELECT 1')).toEqual([]);
    expect(await told('SHOW TABLES')).toEqual([]);
    expect(await told('FROM Objects')).toEqual(['objects']);
    expect(await told('SUMMARIZE box2d')).toEqual(['box2d']);
    expect(
      await told(
        `WITH o AS (SELECT * FROM "objects") SELECT (SELECT count(*) FROM findings) FROM o JOIN frames USING (frame_id),
          range(3), unnest([1, 2]) WHERE EXISTS (FROM main.projections)`,
      ),
    ).toEqual(['frames', 'objects', 'projections', 'findings']);
  });

  test.each([
    "COPY frames TO 'x.csv'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'",
    "EXPORT DATABASE 'x'",
    "ATTACH 'x.db'",
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET lock_configuration = false',
    'PRAGMA database_list',
    'CREATE TABLE x AS SELECT 1',
    'SELECT 1; DROP VIEW frames',
    '',
    '-- nothing',
    "SELECT * FROM read_text('/etc/hosts')",
    "SELECT (SELECT count(*) FROM glob('/*'))",
    "WITH t AS (FROM read_csv('/etc/hosts')) FROM t",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '/tmp/log')",
    "SELECT * FROM query('SELECT 1')",
    `FROM "READ_TEXT"('/etc/hosts')`,
    "SELECT 1 LIMIT (SELECT count(*) FROM main.read_text('/etc/hosts'))",
  ])('that does anything but read is refused: %s', async (sql) => {
    expect(await told(sql)).toBe('query.refused');
  });

  test.each(['SELECT', "SELECT '", `SELECT ${'('.repeat(5000)}`])('that is no SQL says so', async (sql) => {
    expect(await told(sql)).toBe('query.failed');
  });
});
