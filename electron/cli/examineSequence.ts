import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { ExaminedCloud, ExaminedMoment, ExaminedRig, GreyImage } from '#shared/camera/doctor/scene.ts';
import type { DataFile, Frame, Lidar, Sequence } from '#shared/dataset/dataset.ts';
import type { ImageCalibrations } from '#shared/dataset/imageCalibrations.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import { decodeCloudFile, formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { coordinatesOf } from '#shared/pointcloud/files/coordinates.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { decodeGrey } from './decodeGrey.ts';
import { pcdKernels } from './pcdKernels.ts';
import { spread } from './spread.ts';

/** What the doctor looks at: some frames of a sequence. Clouds and images that cannot be read are left out. */
export async function examineSequence(
  folder: FolderOnDisk,
  { id, cameras, lidars, frames }: Sequence,
  calibrations: ImageCalibrations,
  mostFrames: number,
): Promise<ExaminedRig> {
  const moments: ExaminedMoment[] = [];
  for (const frame of spread(withMostImages(frames), mostFrames)) {
    const clouds: ExaminedCloud[] = [];
    for (const file of frame.clouds) {
      const lidar = lidars.find((candidate) => candidate.id === file.sensor);
      const cloud = lidar && (await readCloud(folder, file, lidar));
      if (cloud !== undefined) clouds.push(cloud);
    }
    if (clouds.length === 0) continue;
    const images = new Map<string, GreyImage>();
    for (const file of frame.images) {
      const image = await readImage(folder, file);
      if (image !== undefined) images.set(file.sensor, image);
    }
    const own = (calibrations.get(frame.id) ?? []).map(({ camera, found }) => [camera, found] as const);
    moments.push({ clouds, images, calibrations: new Map(own) });
  }
  const examined = cameras.map(({ calibration, calibrationProblem, ...camera }) => ({
    ...camera,
    written: calibration,
    problem: calibrationProblem,
  }));
  return { sequence: id, cameras: examined, moments };
}

function withMostImages(frames: readonly Frame[]): readonly Frame[] {
  const most = frames.reduce((largest, { images }) => Math.max(largest, images.length), 0);
  return frames.filter(({ images }) => images.length === most);
}

async function readImage(folder: FolderOnDisk, { path }: DataFile): Promise<GreyImage | undefined> {
  return unlessUnreadable(async () => decodeGrey(await bytesOf(folder.readStream(path))));
}

async function readCloud(
  folder: FolderOnDisk,
  { path }: DataFile,
  lidar: Lidar,
): Promise<ExaminedCloud | undefined> {
  return unlessUnreadable(async () => {
    const kernels = await pcdKernels();
    const decoded = await decodeCloudFile(folder.readStream(path), formatOfCloud(path, lidar), { kernels });
    const columns = coordinatesOf(decoded);
    if (columns === undefined) return undefined;
    const { count, x, y, z } = buildCloud(columns, lidar.labelFromLidar);
    const points = new Float32Array(count * 3);
    for (let i = 0; i < count; i += 1) points.set([x[i]!, y[i]!, z[i]!], 3 * i);
    return { points, origin: lidar.labelFromLidar.translation };
  });
}

/** What is wrong with data files is said by others; the doctor goes on with the rest. */
async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return Buffer.concat(parts);
}
