/** Rows as comma-separated values (RFC 4180), the column names first; lines end with `\n`. Undefined is an empty field. */
export function csvText(
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean | undefined)[])[],
): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('');
}

function field(value: string | number | boolean | undefined): string {
  const text = value === undefined ? '' : String(Object.is(value, -0) ? 0 : value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

export type CsvRow = ReadonlyMap<string, string>;

/**
 * The rows of comma-separated values by their column's name, in lower case; with either kind of line end, quoted or not,
 * and without a byte order mark. Empty lines are no rows. What is missing at a row's end is empty.
 */
export function parseCsv(text: string): {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
} {
  const [head = [], ...lines] = fieldsOf(text.replace(/^\uFEFF/, ''));
  const columns = head.map((name) => name.trim().toLowerCase());
  return {
    columns,
    rows: lines.map((line) => new Map(columns.map((name, i) => [name, line[i] ?? '']))),
  };
}

function fieldsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A quoted field with doubled quotes, or what is up to the next comma or line end; then what ends it.
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
