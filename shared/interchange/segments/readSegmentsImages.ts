import { checkCalibration, isSameCalibration } from '../../dataset/calibration.ts';
import { canonicalPath, nameOf } from '../../dataset/canonicalPath.ts';
import type { Problem } from '../../problems/problem.ts';
import { safeName } from '../common/frameNames.ts';
import type { LabelCalibration, LabelCamera, SensorFile } from '../common/labelSet.ts';
import { readSegmentsCalibration } from './segmentsCamera.ts';
import { cameraImageSchema, imageFrameSchema, type CameraImage, type SampleFrame } from './segmentsSchema.ts';
import { nanoseconds, type SegmentsSensor } from './segmentsSources.ts';

/** The cameras of a sequence, and what each frame has of them. */
export interface SegmentsImages {
  readonly cameras: readonly LabelCamera[];
  readonly frames: readonly FrameImages[];
}

export interface FrameImages {
  readonly images: readonly SensorFile[];
  /** Those that differ from their camera's. */
  readonly calibrations: ReadonlyMap<string, LabelCalibration>;
}

/**
 * The images of a sample: those of its camera sensors, and those beside its clouds, which have the calibrations. A camera
 * beside the clouds is a sensor where both have an image of one address; else it goes by its name. A calibration that is
 * broken is named once for its camera.
 *
 * @param clouds the frames of the lidar
 * @param sensors the cameras whose labels or images there are
 */
export function readSegmentsImages(
  clouds: readonly (SampleFrame | undefined)[],
  sensors: readonly SegmentsSensor[],
  count: number,
  path: string,
  problems: Problem[],
): SegmentsImages {
  const ids = new Set(sensors.map(({ name }) => name));
  const first = new Map<string, LabelCalibration>();
  const broken = new Map<string, Problem>();
  const indices = Array.from({ length: count }, (_, index) => index);
  const ofSensors = indices.map((index) => sensors.flatMap((sensor) => imageOf(sensor, index)));
  const besideClouds = indices.map((index) =>
    (clouds[index]?.images ?? []).flatMap((entry) => cameraImageSchema.safeParse(entry).data ?? []),
  );
  const sensorOf = sensorsByName(besideClouds, ofSensors);
  const frames = indices.map((index): FrameImages => {
    const images = ofSensors[index]!;
    const calibrations = new Map<string, LabelCalibration>();
    for (const [i, image] of besideClouds[index]!.entries()) {
      const name = image.name ?? `camera_${i}`;
      const camera = sensorAt(image.url, images) ?? sensorOf.get(name) ?? name;
      ids.add(camera);
      if (!images.some(({ sensor }) => sensor === camera))
        images.push({ sensor: camera, path: imagePath(image.url, camera), url: image.url });
      const reading = readSegmentsCalibration(image);
      const checked = reading && checkCalibration(reading, camera, path);
      if (checked === undefined) continue;
      if ('calibrationProblem' in checked) {
        if (!broken.has(camera)) broken.set(camera, checked.calibrationProblem);
        continue;
      }
      const known = first.get(camera);
      if (known === undefined) first.set(camera, checked.found);
      else if (!isSameCalibration(known, checked.found)) calibrations.set(camera, checked.found);
    }
    return { images: images.map(fileOf), calibrations };
  });
  problems.push(...broken.values());
  return {
    cameras: [...ids].map((id): LabelCamera => {
      const calibration = first.get(id);
      return calibration === undefined ? { id } : { id, calibration };
    }),
    frames,
  };
}

/** The sensors that cameras beside the clouds are, where any frame shows it. */
function sensorsByName(
  besideClouds: readonly (readonly CameraImage[])[],
  ofSensors: readonly (readonly ImageAt[])[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, images] of besideClouds.entries())
    for (const { name, url } of images) {
      const sensor = sensorAt(url, ofSensors[index]!);
      if (name !== undefined && sensor !== undefined) found.set(name, sensor);
    }
  return found;
}

function sensorAt(url: string, images: readonly ImageAt[]): string | undefined {
  const address = withoutQuery(url);
  return images.find((image) => withoutQuery(image.url) === address)?.sensor;
}

type ImageAt = SensorFile & { readonly url: string };

function imageOf({ name, images }: SegmentsSensor, index: number): ImageAt[] {
  const { data } = imageFrameSchema.safeParse(images[index]);
  const url = data?.image.url;
  if (!url) return [];
  const ns = nanoseconds(data?.timestamp);
  return [{ sensor: name, path: imagePath(url, name), url, ...(ns === undefined ? {} : { ns }) }];
}

function fileOf({ sensor, path, ns }: ImageAt): SensorFile {
  return ns === undefined ? { sensor, path } : { sensor, path, ns };
}

/** Of an image that lies elsewhere only its name is known. */
function imagePath(url: string, camera: string): string {
  const path = url.includes('://') ? undefined : canonicalPath(url);
  return path ?? `${safeName(camera)}/${safeName(nameOf(withoutQuery(url)))}`;
}

/** Addresses are signed for a while, each time anew. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}
