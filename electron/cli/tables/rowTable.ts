import type { DuckDBAppender, DuckDBConnection, DuckDBType } from '@duckdb/node-api';
import type { ColumnType, TableName } from '#shared/labels/tables/table.ts';
import { TABLES, type Row } from '#shared/labels/tables/tables.ts';
import { quoted, type Duckdb } from './duckdb.ts';

/** As many rows as DuckDB takes at a time. */
const CHUNK_ROWS = 2048;
/** DuckDB's own: row groups of some megabytes, which engines read one by one and pass over by their statistics. */
const ROW_GROUP_ROWS = 122_880;

/** Rows on their way into one Parquet file; their order is that in which they come. */
export class RowTable {
  readonly #duckdb: Duckdb;
  readonly #connection: DuckDBConnection;
  readonly #table: TableName;
  /** In the connection, and gone with it. */
  readonly #name: string;
  #waiting: Row[] = [];
  #appender: DuckDBAppender | undefined;
  #rows = 0;

  /** @param name of a table that the connection has not yet */
  constructor(duckdb: Duckdb, connection: DuckDBConnection, table: TableName, name: string) {
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#table = table;
    this.#name = name;
  }

  get rows(): number {
    return this.#rows;
  }

  async add(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.#waiting.push(row);
    this.#rows += rows.length;
    while (this.#waiting.length >= CHUNK_ROWS) await this.#append(this.#waiting.splice(0, CHUNK_ROWS));
  }

  /** @param file that is not there yet */
  async writeTo(file: string): Promise<void> {
    await this.#append(this.#waiting.splice(0));
    this.#appender?.closeSync();
    await this.#connection.run(
      `COPY ${this.#name} TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP_ROWS})`,
    );
    await this.#connection.run(`DROP TABLE ${this.#name}`);
  }

  async #append(rows: readonly Row[]): Promise<void> {
    if (this.#appender === undefined) {
      await this.#connection.run(`CREATE TEMP TABLE ${this.#name} (${columnsSql(this.#table)})`);
      this.#appender = await this.#connection.createAppender(this.#name);
    }
    if (rows.length === 0) return;
    const types = TABLES[this.#table].map(([, type]) => typeOf(this.#duckdb, type));
    const chunk = this.#duckdb.DuckDBDataChunk.create(types, rows.length);
    chunk.setColumns(types.map((_, column) => rows.map((row) => valueOf(this.#duckdb, row[column] ?? null))));
    this.#appender.appendDataChunk(chunk);
  }
}

/** `"x_m" DOUBLE, …` */
export function columnsSql(table: TableName): string {
  return TABLES[table].map(([name, type]) => `"${name}" ${type}`).join(', ');
}

function typeOf({ VARCHAR, DOUBLE, BIGINT, BOOLEAN, LIST }: Duckdb, type: ColumnType): DuckDBType {
  return { VARCHAR, DOUBLE, BIGINT, BOOLEAN, 'DOUBLE[]': LIST(DOUBLE) }[type];
}

function valueOf({ listValue }: Duckdb, cell: Row[number]) {
  return typeof cell === 'object' && cell !== null ? listValue(cell) : cell;
}
