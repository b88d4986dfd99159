import type { ProblemError } from '../../problems/problem.ts';
import type { ByteReader } from './byteReader.ts';
import { cloudError } from './cloudError.ts';
import type { CloudField, GrowingColumns } from './growingColumns.ts';
import type { PlyPoints } from './plyFile.ts';

/** So much text is split at a time; no line is longer. */
const BLOCK_BYTES = 2 ** 20;
const NEWLINE = 10;
const NOT_A_NUMBER = /^[+-]?(?:nan(?:\([\w-]*\))?|1\.#(?:q?nan|s?nan|ind)\d*)$/i;
const INFINITE = /^[+-]?(?:inf(?:inity)?|1\.#inf\d*)$/i;

/**
 * Fills the columns with the lines of the points until they are all there or the file ends. An element takes a line;
 * blank lines are passed over.
 * @param headerLines lines of the header, for messages
 * @throws ProblemError `cloud.corrupt` with the line
 */
export async function appendAsciiRows(
  reader: ByteReader,
  { before, count, fields }: PlyPoints,
  headerLines: number,
  columns: readonly CloudField[],
  store: GrowingColumns,
): Promise<void> {
  const places = columns.map(({ offset }) => fields.findIndex((field) => field.offset === offset));
  const row = new Float64Array(columns.length);
  let toSkip = before.reduce((sum, element) => sum + element.count, 0);
  let line = headerLines;
  const corrupt = (reason: 'cloudValue' | 'cloudValueCount', text: string): ProblemError =>
    cloudError('cloud.corrupt', { reason, line, text, expected: fields.length });

  while (store.points < count) {
    const block = await readLines(reader, line + 1);
    if (block === undefined) return;
    for (const text of block.lines) {
      if (store.points === count) return;
      line += 1;
      const words = text.trim().split(/\s+/);
      if (words[0] === '') continue;
      if (toSkip > 0) {
        toSkip -= 1;
        continue;
      }
      if (words.length !== fields.length) {
        // The last line of a file that was cut off: that is for the caller to count.
        if (block.isCutOff && words.length < fields.length) return;
        throw corrupt('cloudValueCount', text);
      }
      for (let i = 0; i < places.length; i++) {
        const word = words[places[i]!]!;
        const value = parseNumber(word);
        if (value === undefined && block.isCutOff) return;
        if (value === undefined) throw corrupt('cloudValue', word);
        row[i] = value;
      }
      const refused = store.appendValues(row);
      if (refused >= 0) throw corrupt('cloudValue', words[places[refused]!]!);
    }
  }
}

/** The next whole lines, or the last one without its end; undefined: there are no more. */
async function readLines(
  reader: ByteReader,
  line: number,
): Promise<{ lines: readonly string[]; isCutOff: boolean } | undefined> {
  for (;;) {
    const window = reader.unread.subarray(0, BLOCK_BYTES);
    const end = window.lastIndexOf(NEWLINE);
    if (end >= 0) {
      const lines = textOf(window.subarray(0, end)).split('\n');
      reader.consume(end + 1);
      return { lines, isCutOff: false };
    }
    if (window.length === BLOCK_BYTES)
      throw cloudError('cloud.corrupt', { reason: 'cloudLineTooLong', line });
    if (!(await reader.fill(window.length + 1))) break;
  }
  if (reader.unread.length === 0) return undefined;
  const last = textOf(reader.unread);
  reader.consume(reader.unread.length);
  return { lines: [last], isCutOff: true };
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** Any number as C and C++ libraries print it; undefined for a text that is not one. */
function parseNumber(text: string): number | undefined {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  // Beyond float64: 1e999.
  return Number.isNaN(value) ? undefined : value;
}
