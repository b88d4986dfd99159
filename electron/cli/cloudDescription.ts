import { decodePcd } from 'pcd-format';
import { ByteReader } from '#shared/pointcloud/files/byteReader.ts';
import { decodeCloudFile, formatOfCloud, type DecodedCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { readPlyHeader } from '#shared/pointcloud/files/plyHeader.ts';
import { BIN_COLUMNS, possibleBinColumns } from './binLength.ts';
import { pcdKernels } from './pcdKernels.ts';

/** What a point cloud's file is, and the points in it. */
export interface CloudDescription {
  readonly format: 'pcd' | 'ply' | 'bin';
  /** As in PCD, where others have the same; `binary_little_endian` and `binary_big_endian` of PLY. */
  readonly encoding: string;
  /** Empty where the file has none. */
  readonly version: string;
  readonly width: number;
  readonly height: number;
  readonly warnings: readonly CloudNote[];
  /** What only this format has. */
  readonly more: object;
  readonly cloud: DecodedCloud;
}

/** What is odd about a file that can be read; of PCD with details. */
export interface CloudNote {
  readonly code: string;
  readonly message: string;
}

export interface DescribeOptions {
  /** Of a PCD file that is cut short, show the points that are there. */
  readonly partial: boolean;
}

/** @throws PcdError, or ProblemError of the other formats, for what cannot be read */
export async function describeCloud(
  path: string,
  bytes: Uint8Array,
  options: DescribeOptions,
): Promise<CloudDescription> {
  const { kind } = formatOfCloud(path, {});
  if (kind === 'ply') return describePly(bytes);
  return kind === 'bin' ? describeBin(bytes) : describePcd(bytes, options);
}

async function describePcd(bytes: Uint8Array, { partial }: DescribeOptions): Promise<CloudDescription> {
  // Not as a stream: the size of the file keeps a lying header from asking for memory.
  const truncated = partial ? 'keep' : 'refuse';
  const cloud = decodePcd(bytes, { truncated, kernels: await pcdKernels() });
  const { version, encoding, width, height, viewpoint, warnings } = cloud.header;
  return { format: 'pcd', encoding, version, width, height, warnings, more: { viewpoint }, cloud };
}

async function describePly(bytes: Uint8Array): Promise<CloudDescription> {
  const { encoding, elements, comments } = await readPlyHeader(new ByteReader(once(bytes)));
  const cloud = await decodeCloudFile(once(bytes), { kind: 'ply' });
  return {
    format: 'ply',
    encoding,
    version: '1.0',
    width: cloud.points,
    height: 1,
    warnings: [],
    more: { elements, comments },
    cloud,
  };
}

/** Nothing in a `.bin` file says what its columns are: the length tells how many they can be. */
async function describeBin(bytes: Uint8Array): Promise<CloudDescription> {
  const possible = possibleBinColumns(bytes.length);
  const columns = possible[0] ?? BIN_COLUMNS[0];
  const message =
    possible.length === 1
      ? `columns guessed from the length: ${columns.join(' ')}`
      : `the length fits ${possible.map((names) => names.join(' ')).join(' as well as ')}, columns taken: the former`;
  const cloud = await decodeCloudFile(once(bytes), { kind: 'bin', columns });
  return {
    format: 'bin',
    encoding: 'binary',
    version: '',
    width: cloud.points,
    height: 1,
    warnings: [{ code: 'columns-guessed', message }],
    more: { possibleColumns: possible },
    cloud,
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
