import { readImageSize } from '#electron/cli/imageHeader.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Camera as Known, Sequence } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { Camera } from './camera.ts';
import { asLabelError } from './labelProblems.ts';
import { openFolderAt } from './openFolderAt.ts';

/** A camera of a dataset. */
export interface DatasetCamera extends Camera {
  readonly id: string;
  /** Sequences may have cameras of the same id, calibrated anew. */
  readonly sequence: string;
  /** Of its calibration: what `projections[].calibration` of a sidecar names. */
  readonly hash: string;
}

/**
 * The cameras of a dataset in any layout that Boxwright knows, each as {@link project} takes it. One without a usable
 * calibration is left out, and so is what only single images have: `boxwright info` says why.
 *
 * @throws LabelError when the folder cannot be read, or is no dataset
 */
export async function readCameras(folder: string | URL): Promise<DatasetCamera[]> {
  try {
    const opened = await openFolderAt(folder);
    const { sequences } = await openDataset(opened);
    const cameras: DatasetCamera[] = [];
    for (const sequence of sequences) {
      for (const camera of sequence.cameras) {
        const size = await sizeOf(opened, sequence, camera);
        if (camera.calibration === undefined || size === undefined) continue;
        const { intrinsics, cameraFromLabel, hash } = camera.calibration;
        cameras.push({ id: camera.id, sequence: sequence.id, ...size, intrinsics, cameraFromLabel, hash });
      }
    }
    return cameras;
  } catch (error) {
    throw asLabelError(error);
  }
}

/** As the dataset states it, or as its first image is. */
async function sizeOf(
  folder: FolderOnDisk,
  { frames }: Sequence,
  { id, width, height }: Known,
): Promise<{ width: number; height: number } | undefined> {
  if (width !== undefined && height !== undefined) return { width, height };
  const image = frames.flatMap(({ images }) => images).find(({ sensor }) => sensor === id);
  try {
    return image && (await readImageSize(folder.readStream(image.path)));
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
