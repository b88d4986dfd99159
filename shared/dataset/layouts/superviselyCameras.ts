import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { stemOf } from '../canonicalPath.ts';
import type { Camera, Frame } from '../dataset.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { calibrateImages, type CollectedCalibrations } from '../imageCalibrations.ts';
import { readAll, readEach } from '../readEach.ts';
import { readCalibrationJson } from '../readCalibrationJson.ts';
import { groupByCamera, type ImagesByCamera, type RelatedImages } from '../relatedImages.ts';
import { readSuperviselyImage, type SuperviselyImage } from './superviselyCalibration.ts';
import type { SuperviselyFiles } from './superviselyFiles.ts';

/** Up to so many images, the files beside all of them are read to learn which camera took them. */
const ALL_IMAGES = 4000;

/** A project while it is read, and what was found so far beside the sequences. */
export interface SuperviselyReading {
  readonly folder: DatasetFolder;
  readonly files: FileListing;
  readonly problems: Problem[];
  readonly imageCalibrations: CollectedCalibrations;
}

/** The cameras of a dataset, and its frames with their images. */
export async function readSuperviselyCameras(
  frames: readonly Frame[],
  { images }: SuperviselyFiles,
  { folder, files, problems, imageCalibrations }: SuperviselyReading,
): Promise<{ cameras: Camera[]; frames: Frame[] }> {
  const related = frames.map(({ id }): RelatedImages => ({ stem: stemOf(id), images: images.get(id) ?? [] }));
  const all = related.flatMap((frame) => frame.images);
  const read = (image: string): Promise<SuperviselyImage> => readImage(image, folder, files);
  const known = all.length <= ALL_IMAGES ? await readAll(all, read) : new Map<string, SuperviselyImage>();
  const byCamera = groupByDevice(related, known) ?? groupByCamera(related);
  if (byCamera.reason !== undefined) problems.push(assumed(byCamera.reason));

  const complete = frames.map((frame, index) => ({
    ...frame,
    images: related[index]!.images.map((path) => ({ sensor: byCamera.cameraOf.get(path)!, path })),
  }));
  const cameras: Camera[] = [];
  for (const id of byCamera.cameras) {
    const own = complete.flatMap(({ id: frame, images: ofFrame }) =>
      ofFrame.flatMap(({ sensor, path }) => (sensor === id ? [{ frame, image: path }] : [])),
    );
    const { byPath, sampled } = await readEach(
      own.map(({ image }) => image),
      async (path) => known.get(path) ?? (await read(path)),
      ({ reading }) => JSON.stringify(reading),
    );
    if (sampled !== undefined) problems.push(assumed('assumedSameCalibration', { sampled }));
    const calibrated = await calibrateImages(
      { id, name: id },
      own.map(({ frame, image }) => ({
        frame,
        reading: byPath.get(image)!.reading,
        path: `${image}.json`,
      })),
      folder,
      imageCalibrations,
    );
    cameras.push(calibrated.camera);
    problems.push(...calibrated.problems);
  }
  return { cameras, frames: complete };
}

/** By the device that every image names; undefined where one does not, or where a frame has two of one device. */
function groupByDevice(
  frames: readonly RelatedImages[],
  known: ReadonlyMap<string, SuperviselyImage>,
): ImagesByCamera | undefined {
  const cameraOf = new Map<string, string>();
  for (const { images } of frames) {
    const devices = images.flatMap((path) => known.get(path)?.device ?? []);
    if (new Set(devices).size !== images.length) return undefined;
    for (const [i, path] of images.entries()) cameraOf.set(path, devices[i]!);
  }
  return { cameras: [...new Set(cameraOf.values())], cameraOf };
}

async function readImage(
  image: string,
  folder: DatasetFolder,
  files: FileListing,
): Promise<SuperviselyImage> {
  const path = `${image}.json`;
  const missing = { device: undefined, reading: { fault: { code: 'calibration.missing' } } } as const;
  if (!files.has(path)) return missing;
  const read = await readCalibrationJson(folder, path);
  return 'fault' in read ? { device: undefined, reading: read } : readSuperviselyImage(read.json);
}
