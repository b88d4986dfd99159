import { findHeaderEnd, MAX_HEADER_BYTES, noDataLine } from './headerEnd.ts';
import { layOutFields } from './headerFields.ts';
import { PcdError } from './types.ts';
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
  const head = bytes.subarray(0, MAX_HEADER_BYTES);
  const { end } = findHeaderEnd(head, 0, head.length === bytes.length);
  if (end === undefined) throw noDataLine(head);
  const warnings: PcdWarning[] = [];
  const lines = readLines(new TextDecoder('utf-8').decode(head.subarray(0, end)), warnings);

  const { fields, rowBytes } = layOutFields(
    {
      names: lines.get('FIELDS') ?? [],
      sizes: lines.get('SIZE') ?? [],
      types: lines.get('TYPE') ?? [],
      counts: lines.get('COUNT'),
    },
    warnings,
  );
  const version = lines.get('VERSION')?.[0] ?? '';
  if (!/^0?\.[567]0*$/.test(version)) warnings.push({ code: 'version', details: { version } });
  return {
    version,
    fields,
    ...readSize(lines, warnings),
    viewpoint: readViewpoint(lines.get('VIEWPOINT'), warnings),
    encoding: readEncoding(lines.get('DATA')),
    rowBytes,
    byteLength: end,
    warnings,
  };
}

/** The values of each known key. Decoding has already dropped a byte order mark. */
function readLines(text: string, warnings: PcdWarning[]): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const [index, line] of text.split('\n').entries()) {
    const [word = '', ...values] = line.trim().split(/\s+/);
    if (word === '' || word.startsWith('#')) continue;
    const upper = word.toUpperCase();
    const key = upper === 'COLUMNS' ? 'FIELDS' : upper;
    if (KEYS.has(key)) lines.set(key, values);
    else warnings.push({ code: 'unknown-key', details: { line: index + 1, key: word.slice(0, 40) } });
  }
  return lines;
}

function readSize(
  lines: ReadonlyMap<string, string[]>,
  warnings: PcdWarning[],
): { width: number; height: number; points: number } {
  const declaredWidth = readCount('WIDTH', lines, warnings);
  const declaredPoints = readCount('POINTS', lines, warnings);
  const height = readCount('HEIGHT', lines, warnings) ?? 1;
  const width = declaredWidth ?? (height > 0 ? Math.floor((declaredPoints ?? 0) / height) : 0);
  if (declaredPoints !== undefined) {
    if (declaredPoints !== width * height)
      warnings.push({ code: 'points-mismatch', details: { points: declaredPoints, width, height } });
    return { width, height, points: declaredPoints };
  }
  if (declaredWidth === undefined)
    throw new PcdError('header', 'Neither WIDTH nor POINTS in the header', { reason: 'no-size' });
  warnings.push({ code: 'points-missing', details: { points: width * height } });
  return { width, height, points: width * height };
}

function readCount(
  key: string,
  lines: ReadonlyMap<string, string[]>,
  warnings: PcdWarning[],
): number | undefined {
  const text = lines.get(key)?.[0];
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
  if (!isWhole)
    warnings.push({ code: 'junk-after-number', details: { key, text: text.slice(0, 40), value } });
  return value;
}

function readViewpoint(values: readonly string[] | undefined, warnings: PcdWarning[]): readonly number[] {
  if (values === undefined) return IDENTITY_VIEWPOINT;
  const numbers = values.map(Number);
  if (numbers.length === 7 && numbers.every(Number.isFinite)) return numbers;
  warnings.push({ code: 'viewpoint', details: { text: values.join(' ').slice(0, 80) } });
  return IDENTITY_VIEWPOINT;
}

function readEncoding(values: readonly string[] | undefined): PcdEncoding {
  const written = values?.[0] ?? '';
  const encoding = ENCODINGS.find((known) => known === written.toLowerCase());
  if (encoding === undefined)
    throw new PcdError('header', `Unknown DATA encoding: ${written.slice(0, 40)}`, {
      reason: 'encoding',
      text: written.slice(0, 40),
    });
  return encoding;
}
