import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableName } from '#shared/labels/tables/table.ts';
import type { Row } from '#shared/labels/tables/tables.ts';
import type { OpenDuckdb } from './duckdb.ts';
import { RowTable } from './rowTable.ts';
import type { WrittenFile } from './tableFolder.ts';

/** How many rows each table got. */
export type RowCounts = Partial<Record<TableName, number>>;

export interface WrittenRows {
  readonly rows: RowCounts;
  readonly files: readonly WrittenFile[];
}

/** The rows of one part of the work, by table and partition, and then its files. */
export class PartRows {
  readonly #open: OpenDuckdb;
  readonly #connection: DuckDBConnection;
  readonly #tables = new Map<string, { readonly table: TableName; readonly rows: RowTable }>();

  private constructor(open: OpenDuckdb, connection: DuckDBConnection) {
    this.#open = open;
    this.#connection = connection;
  }

  static async start(open: OpenDuckdb): Promise<PartRows> {
    return new PartRows(open, await open.connect());
  }

  async add(table: TableName, partition: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    const folder = `${table}/${partition}`;
    let found = this.#tables.get(folder);
    if (found === undefined) {
      const name = `rows_${this.#tables.size}`;
      found = { table, rows: new RowTable(this.#open.duckdb, this.#connection, table, name) };
      this.#tables.set(folder, found);
    }
    await found.rows.add(rows);
  }

  /** Writes the files of the part, and answers how many rows they hold. @param temporaryFile a new name each time */
  async write(temporaryFile: () => string): Promise<WrittenRows> {
    const counts: RowCounts = {};
    const files: WrittenFile[] = [];
    for (const [folder, { table, rows }] of this.#tables) {
      const temporary = temporaryFile();
      await rows.writeTo(temporary);
      files.push({ temporary, folder });
      counts[table] = (counts[table] ?? 0) + rows.rows;
    }
    return { rows: counts, files };
  }

  close(): void {
    this.#connection.closeSync();
  }
}
