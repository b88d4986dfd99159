import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { TABLES } from '#shared/labels/tables/tables.ts';
import { loadDuckdb, openDuckdb, quoted } from './duckdb.ts';

const PAGE = fileURLToPath(new URL('../../../docs/at-scale.md', import.meta.url));

/** The SQL of a chapter. */
function sqlOf(chapter: string): string {
  const [, text = ''] = readFileSync(PAGE, 'utf8').split(`\n### ${chapter}\n`);
  return /```sql\n([^]*?)```/.exec(text)?.[1] ?? '';
}

test('the table that Trino is told of has the columns of the files, then those of the folders', () => {
  const [, columns = ''] = /CREATE TABLE \S+ \(([^]*?)\n\)/.exec(sqlOf('Trino')) ?? [];
  const told = columns.split(',').map((column) => column.trim().replaceAll('"', ''));
  const ofFiles = TABLES.objects.map(([name, type]) => `${name} ${type.toLowerCase()}`);
  expect(told).toEqual([...ofFiles, 'sequence varchar', 'date date']);
});

test('the query for DuckDB reads folders as Hive names them', async () => {
  const folder = await temporaryFolder();
  const open = await openDuckdb(await loadDuckdb(), { memoryMegabytes: 256, temporary: folder });
  try {
    const connection = await open.connect();
    const rows = `VALUES ('Car', '0001', DATE '2023-11-14'), ('Car', 'a=b', DATE '2023-11-14'),
      ('Bus', '1', DATE '2023-11-14'), ('Bus', '0001', DATE '2023-11-15'), ('Bus', '1', NULL)`;
    await connection.run(`COPY (SELECT * FROM (${rows}) AS t(class, "sequence", "date"))
      TO ${quoted(join(folder, 'objects'))} (FORMAT parquet, PARTITION_BY ("sequence", "date"))`);
    const found = await connection.runAndReadAll(sqlOf('DuckDB').replaceAll('/mnt/tables', folder));
    expect(found.getRowsJson()).toEqual([
      ['Car', '2'],
      ['Bus', '1'],
    ]);
    connection.closeSync();
  } finally {
    open.close();
  }
});
