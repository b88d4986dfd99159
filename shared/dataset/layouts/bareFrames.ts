import type { DataFile, Frame } from '../dataset.ts';
import { timestampOf } from '../fileTimes.ts';
import { chosenJoin, type Join, type SensorFiles } from '../matchImages.ts';
import type { Question } from '../questions.ts';
import type { SceneSensors } from './bareSensors.ts';

/** A frame for each cloud of the reference lidar, with what belongs to it. Ids of lidars in the order of `lidars`. */
export function framesOf(
  { lidars, cameras }: SceneSensors,
  lidarIds: readonly string[],
  matching: Question | undefined,
): Frame[] {
  const [reference, ...others] = lidars;
  const sweeps = others.map(({ files, joins }, i) =>
    pick(files, lidarIds[i + 1]!, chosenJoin(joins, matching)),
  );
  const images = cameras.map(({ files, joins }) => pick(files, files.sensor, chosenJoin(joins, matching)));
  return [...reference!.files.byKey].map(([name, path], index) => ({
    id: path,
    name,
    index,
    clouds: [dataFile(reference!.files, lidarIds[0]!, path), ...sweeps.flatMap((of) => of(path))],
    images: images.flatMap((of) => of(path)),
  }));
}

/** Finds the file of a sensor that belongs to a cloud of the reference: one or none. */
function pick(files: SensorFiles, sensor: string, join: Join | undefined): (cloud: string) => DataFile[] {
  return (cloud) => {
    const path = join?.pairs.get(cloud);
    return path === undefined ? [] : [dataFile(files, sensor, path)];
  };
}

function dataFile({ times }: SensorFiles, sensor: string, path: string): DataFile {
  const ns = times?.nsByPath.get(path);
  return { sensor, path, ...(ns === undefined ? {} : { timestamp: timestampOf(ns) }) };
}
