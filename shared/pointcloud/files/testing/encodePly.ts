import type { CloudScalar } from '../scalarArrays.ts';
import type { PlyEncoding } from '../plyHeader.ts';

export interface TestProperty {
  readonly name: string;
  readonly type: CloudScalar;
  /** Makes it a list; each value is then an array. */
  readonly lengthType?: CloudScalar;
}

export interface TestElement {
  readonly name: string;
  readonly properties: readonly TestProperty[];
  readonly rows: readonly (readonly (number | readonly number[])[])[];
}

const BYTES: Readonly<Record<CloudScalar, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};

/** A PLY file, written the plain way: a value at a time. */
export function encodePly(
  encoding: PlyEncoding,
  elements: readonly TestElement[],
  newline: '\n' | '\r\n' = '\n',
): Uint8Array {
  const header = ['ply', `format ${encoding} 1.0`, 'comment made by a test', 'obj_info nothing'];
  for (const { name, properties, rows } of elements) {
    header.push(`element ${name} ${rows.length}`);
    for (const { name: property, type, lengthType } of properties)
      header.push(`property ${lengthType === undefined ? '' : `list ${lengthType} `}${type} ${property}`);
  }
  const text = [...header, 'end_header', ''].join(newline);
  const tokens = elements.flatMap(({ properties, rows }) => rows.map((row) => rowOf(properties, row)));
  if (encoding === 'ascii') {
    const lines = tokens.map((row) => row.map(({ value }) => asciiOf(value)).join(' ') + newline);
    return new TextEncoder().encode(text + lines.join(''));
  }
  const head = new TextEncoder().encode(text);
  const all = tokens.flat();
  const file = new Uint8Array(head.length + all.reduce((sum, { type }) => sum + BYTES[type], 0));
  file.set(head);
  const view = new DataView(file.buffer);
  let at = head.length;
  for (const { type, value } of all) {
    write(view, at, type, value, encoding === 'binary_little_endian');
    at += BYTES[type];
  }
  return file;
}

interface Token {
  readonly type: CloudScalar;
  readonly value: number;
}

function rowOf(properties: readonly TestProperty[], row: TestElement['rows'][number]): Token[] {
  return properties.flatMap(({ type, lengthType }, i): Token[] => {
    const value = row[i]!;
    if (typeof value === 'number') return [{ type, value }];
    const items = value.map((item): Token => ({ type, value: item }));
    return [{ type: lengthType ?? 'uint8', value: value.length }, ...items];
  });
}

function asciiOf(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

function write(view: DataView, at: number, type: CloudScalar, value: number, isLittleEndian: boolean): void {
  switch (type) {
    case 'int8':
      return view.setInt8(at, value);
    case 'uint8':
      return view.setUint8(at, value);
    case 'int16':
      return view.setInt16(at, value, isLittleEndian);
    case 'uint16':
      return view.setUint16(at, value, isLittleEndian);
    case 'int32':
      return view.setInt32(at, value, isLittleEndian);
    case 'uint32':
      return view.setUint32(at, value, isLittleEndian);
    case 'float32':
      return view.setFloat32(at, value, isLittleEndian);
    case 'float64':
      return view.setFloat64(at, value, isLittleEndian);
  }
}
