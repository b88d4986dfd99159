import { decodePcd, parsePcdHeader } from 'pcd-format';
import { ByteReader } from '#shared/pointcloud/files/byteReader.ts';
import { fromPcdError } from '#shared/pointcloud/files/cloudError.ts';
import { decodeCloudFile, formatOfCloud, type DecodedCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { readPlyHeader } from '#shared/pointcloud/files/plyHeader.ts';
import { counted } from './print.ts';

/** What a point cloud's file says of itself, before its points are read. */
export interface CloudDescription {
  /** For programs. */
  readonly json: object;
  /** For people. */
  readonly lines: readonly string[];
  /** @throws ProblemError */
  decode(): Promise<DecodedCloud>;
}

/** Columns of `.bin` files by how many there are: those of KITTI and of nuScenes. */
const BIN_COLUMNS = [
  ['x', 'y', 'z', 'intensity'],
  ['x', 'y', 'z', 'intensity', 'ring'],
] as const;

/** @throws ProblemError `cloud.header`, `file.empty` when there is nothing to show */
export async function describeCloud(path: string, bytes: Uint8Array): Promise<CloudDescription> {
  const { kind } = formatOfCloud(path, {});
  if (kind === 'ply') return describePly(bytes);
  return kind === 'bin' ? describeBin(bytes) : describePcd(bytes);
}

function describePcd(bytes: Uint8Array): CloudDescription {
  try {
    const header = parsePcdHeader(bytes);
    const { version, encoding, points, width, height, viewpoint, warnings } = header;
    return {
      json: header,
      lines: [
        `PCD ${version || '(no version)'}, ${encoding}, ${points} points (${width} × ${height})`,
        `viewpoint: ${viewpoint.join(' ')}`,
        ...warnings.map(({ code, details }) => `note: ${code} ${JSON.stringify(details)}`),
      ],
      // Not as a stream: the size of the file keeps a lying header from asking for memory.
      decode: async () => {
        try {
          return decodePcd(bytes);
        } catch (error) {
          throw fromPcdError(error);
        }
      },
    };
  } catch (error) {
    throw fromPcdError(error);
  }
}

async function describePly(bytes: Uint8Array): Promise<CloudDescription> {
  const { encoding, elements, comments } = await readPlyHeader(new ByteReader(once(bytes)));
  return {
    json: { format: 'ply', encoding, elements, comments },
    lines: [
      `PLY ${encoding}, ${elements.map(({ name, count }) => `${name} ${count}`).join(', ')}`,
      ...comments.map((comment) => `comment: ${comment}`),
    ],
    decode: () => decodeCloudFile(once(bytes), { kind: 'ply' }),
  };
}

/** Nothing in a `.bin` file says what its columns are: the length tells how many they can be. */
function describeBin(bytes: Uint8Array): CloudDescription {
  const possible = BIN_COLUMNS.filter(({ length }) => bytes.length % (4 * length) === 0);
  const columns = possible[0] ?? BIN_COLUMNS[0];
  const note =
    possible.length === 1
      ? `columns guessed from the length: ${columns.join(' ')}`
      : possible.length === 0
        ? `the length is no multiple of ${BIN_COLUMNS.map(({ length }) => 4 * length).join(' or ')} bytes, columns taken: ${columns.join(' ')}`
        : `the length fits ${possible.map((names) => names.join(' ')).join(' as well as ')}, columns taken: the former`;
  return {
    json: { format: 'bin', columns, possibleColumns: possible },
    lines: [`BIN, ${counted(Math.floor(bytes.length / (4 * columns.length)), 'point')}`, `note: ${note}`],
    decode: () => decodeCloudFile(once(bytes), { kind: 'bin', columns }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
