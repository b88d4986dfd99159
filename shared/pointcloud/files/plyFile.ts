import type { ByteReader } from './byteReader.ts';
import { cloudError } from './cloudError.ts';
import type { DecodedCloud, DecodeCloudOptions } from './cloudFile.ts';
import { columnFields, GrowingColumns, type CloudField } from './growingColumns.ts';
import { appendAsciiRows } from './plyAscii.ts';
import { appendBinaryRows } from './plyBinary.ts';
import { readPlyHeader, type PlyElement } from './plyHeader.ts';
import { SCALAR_ARRAYS } from './scalarArrays.ts';

/** Where the points lie: the vertex element, its fields, and the elements before it. */
export interface PlyPoints {
  readonly before: readonly PlyElement[];
  readonly count: number;
  /** All fields of a row, with their offsets in a binary one. */
  readonly fields: readonly CloudField[];
  readonly rowBytes: number;
}

/**
 * The points of a PLY file: its element `vertex`. Elements before it are passed over, what comes behind is not read.
 * @throws ProblemError `cloud.header`, `cloud.truncated`, `cloud.corrupt`
 */
export async function decodePly(
  reader: ByteReader,
  { fields: wanted }: DecodeCloudOptions,
): Promise<DecodedCloud> {
  const header = await readPlyHeader(reader);
  const points = findPoints(header.elements);
  const columns = columnFields(points.fields, wanted);
  const store = new GrowingColumns(columns, points.rowBytes, points.count);
  if (header.encoding === 'ascii') await appendAsciiRows(reader, points, header.lineCount, columns, store);
  else await appendBinaryRows(reader, points, header.encoding === 'binary_little_endian', store);
  if (store.points < points.count)
    throw cloudError('cloud.truncated', { found: store.points, expected: points.count });
  return { columns: store.finish(), points: store.points };
}

function findPoints(elements: readonly PlyElement[]): PlyPoints {
  const index = elements.findIndex(({ name, properties }) => name === 'vertex' && properties.length > 0);
  const vertex = elements[index];
  if (vertex === undefined) throw cloudError('cloud.header', { reason: 'plyNoVertex' });
  let rowBytes = 0;
  const fields = vertex.properties.map(({ name, type, lengthType }): CloudField => {
    if (lengthType !== undefined) throw cloudError('cloud.header', { reason: 'plyVertexList', text: name });
    const offset = rowBytes;
    rowBytes += SCALAR_ARRAYS[type].bytes;
    return { name, type, count: 1, offset };
  });
  return { before: elements.slice(0, index), count: vertex.count, fields, rowBytes };
}
