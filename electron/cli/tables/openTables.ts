import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TABLE_NAMES } from '#shared/labels/tables/table.ts';
import { TABLES } from '#shared/labels/tables/tables.ts';
import { quoted } from './duckdb.ts';
import { columnsSql } from './rowTable.ts';
import { partFiles } from './tableFolder.ts';

/**
 * Makes the tables of a folder known to a connection under their names, and then closes all else to it for good: other
 * files, the network, extensions, settings. A table that has no file is empty.
 *
 * @param folder absolute
 */
export async function openTables(connection: DuckDBConnection, folder: string): Promise<void> {
  const all: string[] = [];
  for (const table of TABLE_NAMES) {
    const files = (await partFiles(folder, table)).map((path) => quoted(join(folder, path)));
    all.push(...files);
    await connection.run(
      files.length === 0
        ? `CREATE TABLE ${table} (${columnsSql(table)}, "sequence" VARCHAR, "date" DATE)`
        : `CREATE VIEW ${table} AS SELECT ${columnNames(table)} FROM read_parquet([${files.join(', ')}], ${PARTITIONS})`,
    );
  }
  await connection.run(`SET allowed_paths = [${all.join(', ')}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

/** Left to itself, it takes a sequence called 0001 for the number 1. */
const PARTITIONS = "hive_partitioning = true, hive_types = {'sequence': VARCHAR, 'date': DATE}";

function columnNames(table: keyof typeof TABLES): string {
  return [...TABLES[table].map(([name]) => name), 'sequence', 'date'].map((name) => `"${name}"`).join(', ');
}
