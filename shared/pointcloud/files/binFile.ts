import type { ByteReader } from './byteReader.ts';
import { cloudError } from './cloudError.ts';
import type { DecodedCloud, DecodeCloudOptions } from './cloudFile.ts';
import { columnFields, GrowingColumns, type CloudField } from './growingColumns.ts';

/**
 * A bare `.bin` file: rows of little-endian float32, as in KITTI and nuScenes. Nothing in it says what its columns are,
 * so a length that is not whole rows may as well mean other columns; the error names those that were taken.
 * @throws ProblemError `cloud.truncated`
 */
export async function decodeBin(
  reader: ByteReader,
  columns: readonly string[],
  { fields: wanted }: DecodeCloudOptions,
): Promise<DecodedCloud> {
  const fields = columns.map((name, i): CloudField => ({ name, type: 'float32', count: 1, offset: 4 * i }));
  const rowBytes = 4 * columns.length;
  const store = new GrowingColumns(columnFields(fields, wanted), rowBytes, Infinity);
  while (await reader.fill(rowBytes)) {
    const rows = Math.floor(reader.unread.length / rowBytes);
    store.appendRows(reader.unread, rows, true);
    reader.consume(rows * rowBytes);
  }
  const { points } = store;
  if (reader.unread.length > 0)
    throw cloudError('cloud.truncated', { found: points, expected: points + 1, columns: columns.join(' ') });
  return { columns: store.finish(), points };
}
