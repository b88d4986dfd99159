import type { ByteReader } from './byteReader.ts';
import { cloudError } from './cloudError.ts';
import type { CloudScalar } from './scalarArrays.ts';

export interface PlyProperty {
  readonly name: string;
  readonly type: CloudScalar;
  /** Type of a list's length; undefined: one value, no list. */
  readonly lengthType: CloudScalar | undefined;
}

export interface PlyElement {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly PlyProperty[];
}

const ENCODINGS = ['ascii', 'binary_little_endian', 'binary_big_endian'] as const;
export type PlyEncoding = (typeof ENCODINGS)[number];

export interface PlyHeader {
  readonly encoding: PlyEncoding;
  /** In file order. */
  readonly elements: readonly PlyElement[];
  readonly comments: readonly string[];
  /** Lines up to `end_header` with it, for messages about lines behind it. */
  readonly lineCount: number;
}

/** Longer headers are some other kind of file. */
const MAX_HEADER_BYTES = 2 ** 16;
const NEWLINE = 10;

/** The names of Turk's original format and those that say the width. */
const SCALARS: Readonly<Record<string, CloudScalar>> = {
  char: 'int8',
  uchar: 'uint8',
  short: 'int16',
  ushort: 'uint16',
  int: 'int32',
  uint: 'uint32',
  float: 'float32',
  double: 'float64',
  int8: 'int8',
  uint8: 'uint8',
  int16: 'int16',
  uint16: 'uint16',
  int32: 'int32',
  uint32: 'uint32',
  float32: 'float32',
  float64: 'float64',
};

/**
 * Reads the header of a PLY file (Turk, The PLY polygon file format, 1994) and leaves the reader at the body. Lines end
 * with LF or CRLF.
 * @throws ProblemError `cloud.header` with a reason
 */
export async function readPlyHeader(reader: ByteReader): Promise<PlyHeader> {
  const lines: string[] = [];
  let bytesRead = 0;
  while (lines.at(-1) !== 'end_header') {
    const line = await readLine(reader, MAX_HEADER_BYTES - bytesRead);
    if (lines.length === 0 && line?.text !== 'ply') throw cloudError('cloud.header', { reason: 'notPly' });
    if (line === undefined) throw cloudError('cloud.header', { reason: 'plyHeaderEnd' });
    bytesRead += line.byteLength;
    lines.push(line.text);
  }
  return parseHeader(lines);
}

async function readLine(
  reader: ByteReader,
  mostBytes: number,
): Promise<{ text: string; byteLength: number } | undefined> {
  let searched = 0;
  for (;;) {
    const end = reader.unread.subarray(0, mostBytes).indexOf(NEWLINE, searched);
    if (end >= 0) {
      const text = new TextDecoder().decode(reader.unread.subarray(0, end)).trim();
      reader.consume(end + 1);
      return { text, byteLength: end + 1 };
    }
    searched = reader.unread.length;
    if (searched >= mostBytes || !(await reader.fill(searched + 1))) break;
  }
  // An ascii file without points may end with its header, without a newline.
  const text = new TextDecoder().decode(reader.unread.subarray(0, mostBytes)).trim();
  if (text !== 'end_header') return undefined;
  const byteLength = reader.unread.length;
  reader.consume(byteLength);
  return { text, byteLength };
}

function parseHeader(lines: readonly string[]): PlyHeader {
  let encoding: PlyEncoding | undefined;
  const elements: { name: string; count: number; properties: PlyProperty[] }[] = [];
  const comments: string[] = [];
  lines.forEach((text, i) => {
    const [keyword = '', ...words] = text.split(/\s+/);
    const refuse = () => cloudError('cloud.header', { reason: 'plyHeaderLine', line: i + 1, text });
    switch (keyword) {
      case 'ply':
      case 'end_header':
      case '':
        break;
      case 'comment':
      case 'obj_info':
        comments.push(words.join(' '));
        break;
      case 'format':
        encoding = ENCODINGS.find((name) => name === words[0]);
        if (encoding === undefined || words[1] !== '1.0')
          throw cloudError('cloud.header', { reason: 'plyFormat' });
        break;
      case 'element': {
        const [name, count] = words;
        if (name === undefined || count === undefined || !isCount(count)) throw refuse();
        elements.push({ name, count: Number(count), properties: [] });
        break;
      }
      case 'property': {
        const property = parseProperty(words);
        const element = elements.at(-1);
        if (property === undefined || element === undefined) throw refuse();
        element.properties.push(property);
        break;
      }
      default:
        throw refuse();
    }
  });
  if (encoding === undefined) throw cloudError('cloud.header', { reason: 'plyFormat' });
  return { encoding, elements, comments, lineCount: lines.length };
}

function isCount(text: string): boolean {
  return /^\d+$/.test(text) && Number.isSafeInteger(Number(text));
}

function parseProperty(words: readonly string[]): PlyProperty | undefined {
  const [lengthType, typeName, name] = words[0] === 'list' ? words.slice(1) : [undefined, words[0], words[1]];
  const type = SCALARS[typeName ?? ''];
  if (type === undefined || name === undefined) return undefined;
  if (words[0] !== 'list') return { name, type, lengthType: undefined };
  const lengthScalar = SCALARS[lengthType ?? ''];
  if (lengthScalar === undefined || lengthScalar.startsWith('float')) return undefined;
  return { name, type, lengthType: lengthScalar };
}
