import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { framesToExamine } from '#shared/camera/doctor/framesToExamine.ts';
import type {
  ExaminedCamera,
  ExaminedCloud,
  ExaminedMoment,
  ExaminedRig,
  GreyImage,
} from '#shared/camera/doctor/scene.ts';
import type { DataFile, Dataset, Lidar, Sequence } from '#shared/dataset/dataset.ts';
import type { ImageCalibrations } from '#shared/dataset/imageCalibrations.ts';
import { keepsCuboidsInCamera } from '#shared/dataset/layoutIds.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import { decodeCloudFile, formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { coordinatesOf } from '#shared/pointcloud/files/coordinates.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { decodeGrey } from './decodeGrey.ts';
import { openLabels } from './labelledFrames.ts';
import { pcdKernels } from './pcdKernels.ts';

/**
 * What the doctor looks at: some frames of a sequence. Clouds, images and labels that cannot be read are left out: others
 * say so.
 */
export async function examineSequence(
  folder: FolderOnDisk,
  dataset: Dataset,
  sequence: Sequence,
  calibrations: ImageCalibrations,
  mostFrames: number,
): Promise<ExaminedRig> {
  const { id, lidars, frames } = sequence;
  const readLabels = keepsCuboidsInCamera(dataset.layout)
    ? undefined
    : await openLabels(folder, dataset, sequence, []);
  const moments: ExaminedMoment[] = [];
  for (const frame of framesToExamine(frames, mostFrames)) {
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
    const boxes = (await readLabels?.(frame))?.boxes ?? [];
    moments.push({ clouds, images, calibrations: new Map(own), boxes });
  }
  return { sequence: id, cameras: examinedCameras(sequence), moments };
}

/** The cameras of a sequence as their files have them. */
export function examinedCameras({ cameras }: Sequence): readonly ExaminedCamera[] {
  return cameras.map(({ calibration, calibrationProblem, ...camera }) => ({
    ...camera,
    written: calibration,
    problem: calibrationProblem,
  }));
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
