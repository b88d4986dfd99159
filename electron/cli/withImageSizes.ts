import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import type { LabelCamera, LabelSequence, LabelSet } from '#shared/interchange/common/labelSet.ts';
import { imageSizeIn } from './imageHeader.ts';

/**
 * Gives cameras whose images' size nobody states the size of their first image: formats cut 2D boxes at the border, and
 * write the size down.
 */
export async function withImageSizes(set: LabelSet, folder: DatasetFolder): Promise<LabelSet> {
  const present = new Set(await folder.list());
  const sequences: LabelSequence[] = [];
  for (const sequence of set.sequences) {
    const cameras: LabelCamera[] = [];
    for (const camera of sequence.cameras) cameras.push(await withSize(camera, sequence, folder, present));
    sequences.push({ ...sequence, cameras });
  }
  return { ...set, sequences };
}

async function withSize(
  camera: LabelCamera,
  { frames }: LabelSequence,
  folder: DatasetFolder,
  present: ReadonlySet<string>,
): Promise<LabelCamera> {
  if (camera.width !== undefined && camera.height !== undefined) return camera;
  for (const { images } of frames) {
    const image = images.find(({ sensor, path }) => sensor === camera.id && present.has(path));
    const size = image && (await imageSizeIn(folder, image.path));
    if (size !== undefined) return { ...camera, ...size };
  }
  return camera;
}
