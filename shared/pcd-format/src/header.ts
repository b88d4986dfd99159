import { foreignFile } from './foreignFile.ts';
import { findHeaderEnd, MAX_HEADER_BYTES, NEWLINE, noDataLine } from './headerEnd.ts';
import { layOutFields } from './headerFields.ts';
import { PcdError } from './types.ts';
import { pcdWarning } from './warnings.ts';
import type { PcdEncoding, PcdHeader, PcdWarning } from './types.ts';

const KEYS = new Set([
  'VERSION',
  'FIELDS',
  'SIZE',
  'TYPE',
  'COUNT',
  'WIDTH',
  'HEIGHT',
  'VIEWPOINT',
  'POINTS',
  'DATA',
]);
const ENCODINGS: readonly PcdEncoding[] = ['ascii', 'binary', 'binary_compressed'];
const IDENTITY_VIEWPOINT: readonly number[] = [0, 0, 0, 1, 0, 0, 0];

/**
 * Reads the header at the start of a PCD file; `bytes` may go on with any part of the body.
 *
 * Follows the PCD_V7 description (https://pointclouds.org/documentation/tutorials/pcd_file_format.html) and is lenient
 * where files in use are: any version, CRLF, tabs, lower-case keys, keys in any order, no VIEWPOINT, COUNT, HEIGHT or
 * POINTS. Only a line that starts with `#` is a comment. What was odd is listed in `warnings`.
 *
 * @throws PcdError `header`, `unsupported` (a field type the format does not have) or `too-large`
 */
export function parsePcdHeader(bytes: Uint8Array): PcdHeader {
  try {
    return readHeader(bytes);
  } catch (error) {
    // Whatever is wrong with what is no PCD file at all, its name is the better answer.
    throw (error instanceof PcdError && foreignFile(bytes)) || error;
  }
}

function readHeader(bytes: Uint8Array): PcdHeader {
  const head = bytes.subarray(0, MAX_HEADER_BYTES);
  const { end } = findHeaderEnd(head, 0, head.length === bytes.length);
  if (end === undefined) throw noDataLine(head);
  const warnings: PcdWarning[] = [];
  const lines = readLines(head.subarray(0, end), warnings);
  const values = (key: string): readonly string[] | undefined => lines.get(key)?.values;
  try {
    const { fields, rowBytes } = layOutFields(
      {
        names: values('FIELDS') ?? [],
        sizes: values('SIZE') ?? [],
        types: values('TYPE') ?? [],
        counts: values('COUNT'),
      },
      warnings,
    );
    const version = values('VERSION')?.[0] ?? '';
    if (!/^0?\.[567]0*$/.test(version)) warnings.push(pcdWarning('version', { version }));
    return {
      version,
      fields,
      ...readSize(values, warnings),
      viewpoint: readViewpoint(values('VIEWPOINT'), warnings),
      encoding: readEncoding(values('DATA')),
      rowBytes,
      byteLength: end,
      warnings,
    };
  } catch (error) {
    if (!(error instanceof PcdError)) throw error;
    throw error.at(lines.get(String(error.details['key']))?.offset ?? 0);
  }
}

interface HeaderLine {
  readonly values: readonly string[];
  /** Of its first byte. */
  readonly offset: number;
}

/** The line of each known key, the last where there are several. */
function readLines(head: Uint8Array, warnings: PcdWarning[]): Map<string, HeaderLine> {
  const lines = new Map<string, HeaderLine>();
  let offset = 0;
  for (const [index, line] of splitLines(head).entries()) {
    const [word = '', ...values] = new TextDecoder('utf-8').decode(line).trim().split(/\s+/);
    const upper = word.toUpperCase();
    const key = upper === 'COLUMNS' ? 'FIELDS' : upper;
    if (KEYS.has(key)) lines.set(key, { values, offset });
    else if (word !== '' && !word.startsWith('#'))
      warnings.push(pcdWarning('unknown-key', { line: index + 1, key: word.slice(0, 40) }));
    offset += line.length + 1;
  }
  return lines;
}

function splitLines(head: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = head.indexOf(NEWLINE); end !== -1; end = head.indexOf(NEWLINE, start)) {
    lines.push(head.subarray(start, end));
    start = end + 1;
  }
  lines.push(head.subarray(start));
  return lines;
}

type LineValues = (key: string) => readonly string[] | undefined;

function readSize(
  values: LineValues,
  warnings: PcdWarning[],
): { width: number; height: number; points: number } {
  const declaredWidth = readCount('WIDTH', values, warnings);
  const declaredPoints = readCount('POINTS', values, warnings);
  const height = readCount('HEIGHT', values, warnings) ?? 1;
  const width = declaredWidth ?? (height > 0 ? Math.floor((declaredPoints ?? 0) / height) : 0);
  if (declaredPoints !== undefined) {
    if (declaredPoints !== width * height)
      warnings.push(pcdWarning('points-mismatch', { points: declaredPoints, width, height }));
    return { width, height, points: declaredPoints };
  }
  if (declaredWidth === undefined)
    throw new PcdError('header', 'Neither WIDTH nor POINTS in the header', { reason: 'no-size' });
  warnings.push(pcdWarning('points-missing', { points: width * height }));
  return { width, height, points: width * height };
}

function readCount(key: string, values: LineValues, warnings: PcdWarning[]): number | undefined {
  const text = values(key)?.[0];
  if (text === undefined) return undefined;
  // `1e5` and `64.0` are whole numbers to the end; `11145###` is one with junk behind it.
  const isWhole = /^\+?\d+(?:\.0*)?(?:e\+?\d+)?$/i.test(text);
  const value = Number(isWhole ? text : (/^\+?\d+/.exec(text)?.[0] ?? Number.NaN));
  if (!Number.isSafeInteger(value) || value < 0)
    throw new PcdError('header', `${key} is not a count: ${text.slice(0, 40)}`, {
      reason: 'not-a-number',
      key,
      text: text.slice(0, 40),
    });
  if (!isWhole) warnings.push(pcdWarning('junk-after-number', { key, text: text.slice(0, 40), value }));
  return value;
}

function readViewpoint(values: readonly string[] | undefined, warnings: PcdWarning[]): readonly number[] {
  if (values === undefined) return IDENTITY_VIEWPOINT;
  const numbers = values.map(Number);
  if (numbers.length === 7 && numbers.every(Number.isFinite)) return numbers;
  warnings.push(pcdWarning('viewpoint', { text: values.join(' ').slice(0, 80) }));
  return IDENTITY_VIEWPOINT;
}

function readEncoding(values: readonly string[] | undefined): PcdEncoding {
  const written = values?.[0] ?? '';
  const encoding = ENCODINGS.find((known) => known === written.toLowerCase());
  if (encoding === undefined)
    throw new PcdError('header', `Unknown DATA encoding: ${written.slice(0, 40)}`, {
      reason: 'encoding',
      key: 'DATA',
      text: written.slice(0, 40),
    });
  return encoding;
}
