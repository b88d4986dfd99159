import type { ByteReader } from './byteReader.ts';
import { cloudError } from './cloudError.ts';
import type { GrowingColumns } from './growingColumns.ts';
import type { PlyPoints } from './plyFile.ts';
import type { PlyElement, PlyProperty } from './plyHeader.ts';
import { SCALAR_ARRAYS, type CloudScalar } from './scalarArrays.ts';

/** Fills the columns with the rows of the points until they are all there or the file ends. */
export async function appendBinaryRows(
  reader: ByteReader,
  { before, count, rowBytes }: PlyPoints,
  isLittleEndian: boolean,
  store: GrowingColumns,
): Promise<void> {
  for (const element of before) if (!(await skipElement(reader, element, isLittleEndian))) return;
  while (store.points < count && (await reader.fill(rowBytes))) {
    const rows = Math.min(Math.floor(reader.unread.length / rowBytes), count - store.points);
    store.appendRows(reader.unread, rows, isLittleEndian);
    reader.consume(rows * rowBytes);
  }
}

/** False: the file ends within the element. */
async function skipElement(
  reader: ByteReader,
  { count, properties }: PlyElement,
  isLittleEndian: boolean,
): Promise<boolean> {
  const isFixed = properties.every(({ lengthType }) => lengthType === undefined);
  if (isFixed) return reader.skip(count * properties.reduce((sum, { type }) => sum + bytesOf(type), 0));
  for (let row = 0; row < count; row++) {
    for (const property of properties)
      if (!(await skipProperty(reader, property, isLittleEndian))) return false;
  }
  return true;
}

async function skipProperty(
  reader: ByteReader,
  { type, lengthType }: PlyProperty,
  isLittleEndian: boolean,
): Promise<boolean> {
  if (lengthType === undefined) return reader.skip(bytesOf(type));
  if (!(await reader.fill(bytesOf(lengthType)))) return false;
  const length = wholeNumber(reader.unread, lengthType, isLittleEndian);
  if (length < 0) throw cloudError('cloud.corrupt', { reason: 'cloudListLength' });
  return reader.skip(bytesOf(lengthType) + length * bytesOf(type));
}

function wholeNumber({ buffer, byteOffset }: Uint8Array, type: CloudScalar, isLittleEndian: boolean): number {
  const view = new DataView(buffer, byteOffset);
  switch (type) {
    case 'int8':
      return view.getInt8(0);
    case 'uint8':
      return view.getUint8(0);
    case 'int16':
      return view.getInt16(0, isLittleEndian);
    case 'uint16':
      return view.getUint16(0, isLittleEndian);
    case 'int32':
      return view.getInt32(0, isLittleEndian);
    default:
      return view.getUint32(0, isLittleEndian);
  }
}

function bytesOf(type: CloudScalar): number {
  return SCALAR_ARRAYS[type].bytes;
}
