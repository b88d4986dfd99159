import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { GreyImage } from '#shared/camera/doctor/scene.ts';

/** The longer side of what is looked at, pixels: enough to tell an edge from its neighbour. */
const LONGEST_SIDE = 640;
/** What is smaller is a placeholder. */
const SHORTEST_SIDE = 32;
/** Larger pictures are not decoded: four bytes a pixel in memory. */
const MOST_PIXELS = 50_000_000;

/** The brightness of a PNG or JPEG file; undefined: another format, damaged, or too large. */
export function decodeGrey(bytes: Buffer): GreyImage | undefined {
  try {
    const decoded = decode(bytes);
    const isPlaceholder = decoded === undefined || Math.min(decoded.width, decoded.height) < SHORTEST_SIDE;
    return isPlaceholder ? undefined : shrink(decoded);
  } catch {
    return undefined;
  }
}

interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function decode(bytes: Buffer): Rgba | undefined {
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

/** The mean brightness of square blocks. */
function shrink({ width: fullWidth, height: fullHeight, data }: Rgba): GreyImage {
  const block = Math.max(1, Math.round(Math.max(fullWidth, fullHeight) / LONGEST_SIDE));
  const width = Math.floor(fullWidth / block);
  const height = Math.floor(fullHeight / block);
  const sums = new Float32Array(width * height);
  for (let y = 0; y < height * block; y += 1) {
    const row = Math.floor(y / block) * width;
    for (let x = 0; x < width * block; x += 1) {
      const i = 4 * (y * fullWidth + x);
      sums[row + Math.floor(x / block)]! += data[i]! * 0.299 + data[i + 1]! * 0.587 + data[i + 2]! * 0.114;
    }
  }
  const grey = Uint8Array.from(sums, (sum) => sum / (block * block));
  return { fullWidth, fullHeight, width, height, block, grey };
}
