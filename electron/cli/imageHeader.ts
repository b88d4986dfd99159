import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** Whatever stands before the size in a JPEG: a preview and the camera's notes take up to 64 KiB each. */
const LONGEST_HEADER = 1024 * 1024;

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a PNG or JPEG image, from as much of its file as it takes; undefined: another format, or damaged. */
export async function readImageSize(chunks: AsyncIterable<Uint8Array>): Promise<ImageSize | undefined> {
  let head = Buffer.alloc(0);
  for await (const chunk of chunks) {
    head = Buffer.concat([head, chunk]);
    const size = imageSizeOf(head);
    if (size !== undefined) return size;
    if (head.length > LONGEST_HEADER) return undefined;
  }
  return undefined;
}

/** The same of a file; undefined where it cannot be read, too: images that are missing are said of elsewhere. */
export async function imageSizeIn(folder: DatasetFolder, path: string): Promise<ImageSize | undefined> {
  try {
    return await readImageSize(folder.readStream(path));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return undefined;
  }
}

/** Undefined where the bytes do not tell, or not yet. */
export function imageSizeOf(bytes: Buffer): ImageSize | undefined {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

function pngSize(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Segment by segment (ITU T.81, annex B) to the frame header, whose marker is SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(bytes: Buffer): ImageSize | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
