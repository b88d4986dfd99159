import { PcdError } from './types.ts';

/** How other kinds of files begin that were found under the name of a PCD file; Latin-1, after any blanks. */
const BEGINNINGS: readonly (readonly [format: string, ...beginnings: string[]])[] = [
  ['PLY', 'ply\n', 'ply\r'],
  ['LAS', 'LASF'],
  ['ZIP', 'PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0007\u0008'],
  ['gzip', '\u001F\u008B'],
  ['Zstandard', '\u0028\u00B5\u002F\u00FD'],
  ['xz', '\u00FD7zXZ'],
  ['bzip2', 'BZh'],
  ['7-Zip', '7z\u00BC\u00AF'],
  ['HTML', '<!doctype html', '<html', '<head', '<body'],
  ['XML', '<?xml'],
  ['JSON', '{"', '[{', '[[', '{\n', '[\n', '{\r', '[\r', '[]', '{}'],
  ['PNG', '\u0089PNG'],
  ['JPEG', '\u00FF\u00D8\u00FF'],
  ['PDF', '%PDF'],
  ['OFF', 'OFF\n', 'COFF\n', 'OFF\r', 'COFF\r'],
  ['E57', 'ASTM-E57'],
  ['HDF5', '\u0089HDF'],
  ['MCAP', '\u0089MCAP'],
  ['ROS bag', '#ROSBAG'],
  ['NumPy', '\u0093NUMPY'],
];

/** The error that names a file of another kind; undefined for what may be a PCD file. */
export function foreignFile(bytes: Uint8Array): PcdError | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 64)).replace(/^(?:\u00EF\u00BB\u00BF)?\s*/, '');
  const lower = start.toLowerCase();
  if (start.startsWith('version https://git-lfs')) {
    const message = 'This is a Git LFS pointer, not the file itself';
    return new PcdError('header', message, { reason: 'git-lfs-pointer' }, 0);
  }
  const format = BEGINNINGS.find(([, ...beginnings]) =>
    beginnings.some((beginning) => start.startsWith(beginning) || lower.startsWith(beginning)),
  )?.[0];
  if (format === undefined) return undefined;
  return new PcdError('header', `This is a ${format} file, not PCD`, { reason: 'foreign', format }, 0);
}
