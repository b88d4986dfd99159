import type { DuckDBResult, Json } from '@duckdb/node-api';
import { textTable } from '../textTable.ts';

export type ResultForm = 'table' | 'csv' | 'json';

/** A table on a terminal is for looking; and the width of its columns follows from all rows. */
const MOST_TABLE_ROWS = 1000;

/** The rows of a result as text, line by line, without ever having all of them in memory. */
export async function* resultLines(result: DuckDBResult, form: ResultForm): AsyncGenerator<string> {
  const names = result.deduplicatedColumnNames();
  if (form === 'table') yield* tableLines(names, result);
  else {
    if (form === 'csv') yield csvLine(names);
    for await (const row of rowsOf(result))
      yield form === 'csv'
        ? csvLine(row)
        : JSON.stringify(Object.fromEntries(names.map((n, i) => [n, row[i]])));
  }
}

async function* tableLines(names: readonly string[], result: DuckDBResult): AsyncGenerator<string> {
  const rows: string[][] = [[...names]];
  let left = 0;
  for await (const row of rowsOf(result)) {
    if (rows.length <= MOST_TABLE_ROWS) rows.push(row.map((cell) => textOf(cell)));
    else left += 1;
  }
  yield* textTable(rows);
  if (left > 0) yield `… and ${left} more rows; --csv and --json give all`;
}

async function* rowsOf(result: DuckDBResult): AsyncGenerator<readonly Json[]> {
  const areWhole = Array.from({ length: result.columnCount }, (_, i) =>
    /^U?(?:BIG|HUGE)INT$/.test(result.columnType(i).toString()),
  );
  for await (const rows of result.yieldRowsJson())
    for (const row of rows) yield row.map((cell, i) => (areWhole[i] === true ? wholeNumber(cell) : cell));
}

/** They come as text; those that a double holds are numbers, as of a count. */
function wholeNumber(cell: Json): Json {
  return typeof cell === 'string' && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
}

function textOf(cell: Json | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** RFC 4180, but with the line breaks of the system's other tools; an empty text is quoted, what is not known is empty. */
function csvLine(row: readonly Json[]): string {
  return row
    .map((cell) => {
      const text = textOf(cell);
      return /[",\r\n]/.test(text) || cell === '' ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',');
}
