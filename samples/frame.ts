import jpeg from 'jpeg-js';
import { encodePcd } from 'pcd-format';
import { sweepLidar, type Sweep } from './lidar/sweep.ts';
import { renderImage, type RenderedImage } from './render/renderImage.ts';
import { CAMERAS } from './rig.ts';
import { cloudEncoding, cloudPath, frameName, frameTime, imagePath } from './schedule.ts';
import { worldAt } from './scene/world.ts';
import { truthOf, type TruthFrame } from './truth.ts';

const JPEG_QUALITY = 85;

export interface SampleFile {
  /** Relative to the drive's folder. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One frame of the drive: its cloud, its images, and the truth about them. */
export function buildFrame(index: number): { readonly files: SampleFile[]; readonly truth: TruthFrame } {
  const world = worldAt(frameTime(index));
  const sweep = sweepLidar(world, index);
  const images = new Map(CAMERAS.map((camera) => [camera.id, renderImage(world, camera)]));
  const files: SampleFile[] = [{ path: cloudPath(index), bytes: encodeSweep(sweep, index) }];
  for (const [cameraId, image] of images) {
    files.push({ path: imagePath(cameraId, index), bytes: encodeImage(image) });
  }
  return { files, truth: truthOf(frameName(index), world, sweep, images) };
}

export function encodeSweep({ x, y, z, intensity, ring }: Sweep, index: number): Uint8Array<ArrayBuffer> {
  const columns = { x, y, z, intensity, ring };
  const fields = Object.entries(columns).map(([name, values]) => ({ name, values }));
  return encodePcd(fields, { encoding: cloudEncoding(index) });
}

export function encodeImage({ width, height, rgba }: RenderedImage): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(jpeg.encode({ width, height, data: rgba }, JPEG_QUALITY).data);
}
