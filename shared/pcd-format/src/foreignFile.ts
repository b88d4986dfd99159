import { PcdError } from './types.ts';

/** How other kinds of files begin that were found under the name of a PCD file; Latin-1, blanks before them are skipped. */
const BEGINNINGS: readonly (readonly [format: string, beginning: RegExp])[] = [
  ['PLY', /^ply[\r\n]/],
  ['LAS', /^LASF/],
  ['ZIP', /^PK[\x03\x05\x07]/],
  ['gzip', /^\x1f\x8b/],
  ['Zstandard', /^\x28\xb5\x2f\xfd/],
  ['xz', /^\xfd7zXZ/],
  ['bzip2', /^BZh[1-9]/],
  ['7-Zip', /^7z\xbc\xaf/],
  ['HTML', /^<(?:!doctype html|html|head|body)/i],
  ['XML', /^<\?xml/i],
  ['JSON', /^[[{]\s*["[{\d\]}]/],
  ['PNG', /^\x89PNG/],
  ['JPEG', /^\xff\xd8\xff/],
  ['PDF', /^%PDF/],
  ['OFF', /^C?OFF\s/],
  ['E57', /^ASTM-E57/],
  ['HDF5', /^\x89HDF/],
  ['MCAP', /^\x89MCAP/],
  ['ROS bag', /^#ROSBAG/],
  ['NumPy', /^\x93NUMPY/],
];

/** The error that names a file of another kind; undefined for what may be a PCD file. */
export function foreignFile(bytes: Uint8Array): PcdError | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 64)).replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  if (start.startsWith('version https://git-lfs')) {
    const message = 'This is a Git LFS pointer, not the file itself';
    return new PcdError('header', message, { reason: 'git-lfs-pointer' }, 0);
  }
  const format = BEGINNINGS.find(([, beginning]) => beginning.test(start))?.[0];
  if (format === undefined) return undefined;
  return new PcdError('header', `This is a ${format} file, not PCD`, { reason: 'foreign', format }, 0);
}
