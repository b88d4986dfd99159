import { decodePcdStream, type PcdColumn, type PcdKernels } from 'pcd-format';
import type { Lidar } from '../../dataset/dataset.ts';
import { decodeBin } from './binFile.ts';
import { ByteReader } from './byteReader.ts';
import { cloudError, fromPcdError } from './cloudError.ts';
import { decodePly } from './plyFile.ts';

/** How the bytes of a point cloud are to be understood. */
export type CloudFileFormat =
  | { readonly kind: 'pcd' }
  | { readonly kind: 'ply' }
  /** Rows of little-endian float32 with these columns; `_` is padding. */
  | { readonly kind: 'bin'; readonly columns: readonly string[] };

export interface DecodeCloudOptions {
  /** Only these columns (case-sensitive); a name that the file lacks is simply not there. */
  readonly fields?: readonly string[];
  /** Looked at between chunks. */
  readonly signal?: AbortSignal;
  /** Make PCD files several times as fast. */
  readonly kernels?: PcdKernels | undefined;
  /** Gives the memory for the columns of a PCD file; see the option of `pcd-format`. */
  readonly lend?: (byteLength: number) => ArrayBuffer;
}

/** What a file holds, the same for every format. */
export interface DecodedCloud {
  /** By name, in file order; each has `points` values, times the field's count. */
  readonly columns: ReadonlyMap<string, PcdColumn>;
  readonly points: number;
}

/** KITTI's; what `.bin` files have unless the dataset says otherwise. */
const DEFAULT_BIN_COLUMNS = ['x', 'y', 'z', 'intensity'] as const;

const LFS_POINTER = new TextEncoder().encode('version https://git-lfs');

/** By the name's ending, in any case; what is neither `.ply` nor `.bin` is taken for PCD. */
export function formatOfCloud(path: string, { binColumns }: Pick<Lidar, 'binColumns'>): CloudFileFormat {
  if (/\.ply$/i.test(path)) return { kind: 'ply' };
  if (/\.bin$/i.test(path)) return { kind: 'bin', columns: binColumns ?? DEFAULT_BIN_COLUMNS };
  return { kind: 'pcd' };
}

/**
 * Decodes a point cloud's file as it arrives, in chunks of any size. Values are kept as they are, NaN included. Memory
 * grows with the bytes that have come, not with what a PLY header promises.
 * @throws ProblemError `file.empty`, `cloud.header`, `cloud.truncated`, `cloud.corrupt`, each with params; the reason of
 *   an aborted signal; or whatever the source throws
 */
export async function decodeCloudFile(
  chunks: AsyncIterable<Uint8Array>,
  format: CloudFileFormat,
  options: DecodeCloudOptions = {},
): Promise<DecodedCloud> {
  if (format.kind === 'pcd') {
    try {
      return await decodePcdStream(chunks, options);
    } catch (error) {
      throw fromPcdError(error);
    }
  }
  const reader = new ByteReader(chunks, options.signal);
  try {
    await refuseEmptyAndPointers(reader);
    return format.kind === 'ply'
      ? await decodePly(reader, options)
      : await decodeBin(reader, format.columns, options);
  } finally {
    await reader.close();
  }
}

/** A Git LFS pointer would otherwise be a `.bin` file of eight points of noise. */
async function refuseEmptyAndPointers(reader: ByteReader): Promise<void> {
  if (!(await reader.fill(1))) throw cloudError('file.empty');
  if ((await reader.fill(LFS_POINTER.length)) && LFS_POINTER.every((byte, i) => byte === reader.unread[i]))
    throw cloudError('cloud.header', { reason: 'gitLfsPointer' });
}
