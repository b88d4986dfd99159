import { greyImage, type RgbaImage } from '#shared/camera/doctor/greyImage.ts';
import type {
  ExaminedCamera,
  ExaminedCloud,
  ExaminedMoment,
  ExaminedRig,
  GreyImage,
  LabelledBox,
} from '#shared/camera/doctor/scene.ts';
import type { FoundCalibration } from '#shared/dataset/calibration.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import { decodeCloudFile } from '#shared/pointcloud/files/cloudFile.ts';
import { COORDINATE_FIELDS, coordinatesOf } from '#shared/pointcloud/files/coordinates.ts';
import type { OpenSweep } from './cloudStore.ts';
import type { LoadRequest, SweepSource } from './protocol.ts';

/** An image of a camera. */
export interface ImageSource {
  readonly camera: string;
  readonly url: string;
}

/** A frame that the calibrations are checked with. */
export interface MomentSource {
  readonly sweeps: readonly SweepSource[];
  readonly images: readonly ImageSource[];
  /** By camera id: calibrations that only this frame's images have. */
  readonly calibrations: ReadonlyMap<string, FoundCalibration>;
  readonly boxes: readonly LabelledBox[];
}

/** What the check of a sequence's calibrations is made with. */
export interface RigSource {
  readonly sequence: string;
  readonly cameras: readonly ExaminedCamera[];
  readonly moments: readonly MomentSource[];
  /** Headers that every fetch must carry. */
  readonly headers: LoadRequest['headers'];
}

/** Fetches and decodes an image; rejects where there is none. */
export type OpenRgba = (source: ImageSource, headers: RigSource['headers']) => Promise<RgbaImage>;

/** Reads what the doctor looks at, one file after the other. What cannot be read is left out: it is told elsewhere. */
export async function readRig(
  { sequence, cameras, moments, headers }: RigSource,
  openSweep: OpenSweep,
  openImage: OpenRgba,
): Promise<ExaminedRig> {
  const read: ExaminedMoment[] = [];
  for (const { sweeps, images, calibrations, boxes } of moments) {
    const clouds: ExaminedCloud[] = [];
    for (const source of sweeps) {
      const cloud = await orNothing(readCloud(source, headers, openSweep));
      if (cloud !== undefined) clouds.push(cloud);
    }
    const pictures = new Map<string, GreyImage>();
    for (const source of images) {
      const image = await orNothing(openImage(source, headers));
      const grey = image && greyImage(image);
      if (grey !== undefined) pictures.set(source.camera, grey);
    }
    if (clouds.length > 0) read.push({ clouds, images: pictures, calibrations, boxes });
  }
  return { sequence, cameras, moments: read };
}

async function readCloud(
  source: SweepSource,
  headers: RigSource['headers'],
  openSweep: OpenSweep,
): Promise<ExaminedCloud | undefined> {
  const { signal } = new AbortController();
  const chunks = await openSweep(source, headers, signal);
  const columns = coordinatesOf(await decodeCloudFile(chunks, source.format, { fields: COORDINATE_FIELDS }));
  if (columns === undefined) return undefined;
  const { count, x, y, z } = buildCloud(columns, source.labelFromLidar);
  const points = new Float32Array(count * 3);
  for (let i = 0; i < count; i += 1) points.set([x[i]!, y[i]!, z[i]!], 3 * i);
  return { points, origin: source.labelFromLidar.translation };
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch {
    return undefined;
  }
}
