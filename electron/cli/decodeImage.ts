import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { RgbaImage } from '#shared/camera/doctor/greyImage.ts';

/** Larger pictures are not decoded: four bytes a pixel in memory. */
const MOST_PIXELS = 50_000_000;

/** The pixels of a PNG or JPEG file; undefined: another format, damaged, or too large. */
export function decodeImage(bytes: Buffer): RgbaImage | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

function decode(bytes: Buffer): RgbaImage | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    if (bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > MOST_PIXELS) return undefined;
    return PNG.sync.read(bytes);
  }
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) {
    const options = { useTArray: true, formatAsRGBA: true, maxResolutionInMP: MOST_PIXELS / 1e6 } as const;
    return jpeg.decode(bytes, { ...options, maxMemoryUsageInMB: 1024 });
  }
  return undefined;
}
