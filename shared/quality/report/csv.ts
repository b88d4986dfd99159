/** A number, a text out of the data, or nothing. */
export type CsvCell = string | number | undefined;

/** So that spreadsheets take the file for UTF-8: without it Chinese names come out as question marks. */
export const CSV_START = '\uFEFF';

/** What makes a spreadsheet take a text for a formula (OWASP: CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One line of a CSV file (RFC 4180), with its line break. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it, as people write it themselves; numbers are never changed.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // Behind spaces, too: some programs trim what they read.
  const text = FORMULA.test(cell.trimStart()) || FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
