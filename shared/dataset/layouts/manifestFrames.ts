import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { mutableTransform, rotationFault } from '../calibration.ts';
import { canonicalPath, stemOf } from '../canonicalPath.ts';
import type { Camera, DataFile, Frame, Lidar } from '../dataset.ts';
import type { FileListing } from '../fileListing.ts';
import { missingPoses } from '../framePoses.ts';
import { MANIFEST_NAME, manifestFrameSchema, type ManifestFrame } from '../manifest.ts';
import { transformOfPose } from './manifestSensors.ts';

export interface SequenceSensors {
  readonly lidars: readonly Lidar[];
  readonly cameras: readonly Camera[];
}

/** What reading the frames of a dataset shares. */
export interface FrameReading {
  readonly files: FileListing;
  /** Clouds that a frame has taken: a frame is identified by its cloud, over the whole dataset. */
  readonly frameIds: Set<string>;
  readonly problems: Problem[];
}

/** The frames of a sequence; one that cannot be used is named in `problems` and left out. */
export function readFrames(
  entries: readonly unknown[],
  sensors: SequenceSensors,
  reading: FrameReading,
  where: string,
): Frame[] {
  const frames: Frame[] = [];
  let unposed = 0;
  for (const [i, entry] of entries.entries()) {
    const place = `${where}.frames[${i}]`;
    const parsed = manifestFrameSchema.safeParse(entry);
    if (!parsed.success) {
      const fault = schemaFault(parsed.error, entry);
      const separator = fault.where === '' || fault.where.startsWith('[') ? '' : '.';
      mismatch(reading, `${place}${separator}${fault.where}`, fault.reason);
      continue;
    }
    const frame = readFrame(parsed.data, frames.length, sensors, reading, place);
    if (frame === undefined) continue;
    frames.push(frame);
    if (parsed.data.worldFromEgo === undefined) unposed += 1;
  }
  reading.problems.push(...missingPoses(frames.length, unposed, MANIFEST_NAME));
  return frames;
}

function readFrame(
  entry: ManifestFrame,
  index: number,
  { lidars, cameras }: SequenceSensors,
  reading: FrameReading,
  where: string,
): Frame | undefined {
  reportUnknownSensors(entry, lidars, cameras, reading, where);
  const clouds = lidars.flatMap(({ id }) => dataFile(id, own(entry.clouds, id), entry, reading, where) ?? []);
  const images = cameras.flatMap(
    ({ id }) => dataFile(id, own(entry.images, id), entry, reading, where) ?? [],
  );
  const reference = clouds[0];
  if (reference === undefined) {
    mismatch(reading, `${where}.clouds`, 'missing');
    return undefined;
  }
  if (reading.frameIds.has(reference.path)) {
    mismatch(reading, where, 'duplicateFrame');
    return undefined;
  }
  reading.frameIds.add(reference.path);
  return {
    id: reference.path,
    name: entry.name ?? stemOf(reference.path),
    index,
    clouds,
    images,
    ...egoPose(entry, reading, where),
  };
}

function egoPose(entry: ManifestFrame, reading: FrameReading, where: string): Pick<Frame, 'worldFromEgo'> {
  if (entry.worldFromEgo === undefined) return {};
  const worldFromEgo = transformOfPose(entry.worldFromEgo);
  const fault = rotationFault(worldFromEgo);
  if (fault === undefined) return { worldFromEgo: mutableTransform(worldFromEgo) };
  mismatch(reading, `${where}.worldFromEgo`, fault);
  return {};
}

function dataFile(
  sensor: string,
  path: string | undefined,
  entry: ManifestFrame,
  reading: FrameReading,
  where: string,
): DataFile | undefined {
  if (path === undefined) return undefined;
  const canonical = canonicalPath(path);
  if (canonical === undefined) {
    mismatch(reading, `${where}: ${path}`, 'badPath');
    return undefined;
  }
  if (!reading.files.has(canonical)) {
    reading.problems.push({ code: 'file.missing', severity: 'error', path: canonical });
    return undefined;
  }
  const timestamp = own(entry.timestamps, sensor);
  return { sensor, path: canonical, ...(timestamp === undefined ? {} : { timestamp }) };
}

/** A sensor may be called `constructor`, which every object has. */
function own<T>(values: Readonly<Record<string, T>> | undefined, sensor: string): T | undefined {
  return values !== undefined && Object.hasOwn(values, sensor) ? values[sensor] : undefined;
}

function reportUnknownSensors(
  entry: ManifestFrame,
  lidars: readonly Lidar[],
  cameras: readonly Camera[],
  reading: FrameReading,
  where: string,
): void {
  const strangers = [
    ...Object.keys(entry.clouds).filter((sensor) => !lidars.some(({ id }) => id === sensor)),
    ...Object.keys(entry.images ?? {}).filter((sensor) => !cameras.some(({ id }) => id === sensor)),
  ];
  for (const sensor of strangers) mismatch(reading, `${where}: ${sensor}`, 'unknownSensor');
}

function mismatch(reading: FrameReading, where: string, reason: ProblemReason): void {
  const params = { where, reason };
  reading.problems.push({ code: 'schema.mismatch', severity: 'error', path: MANIFEST_NAME, params });
}
