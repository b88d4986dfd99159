import type { PlacedLens, SceneCalibrationFiles } from './bareCalibrationContents.ts';
import { findSensor, isLidarName, sensorWords } from './bareSensorNames.ts';
import type { SceneSensors } from './bareSensors.ts';
import type { FrameGraph } from './frameGraph.ts';

/** What of the calibration files is a camera's. */
export interface CameraMatch {
  readonly lens: PlacedLens | undefined;
  /** What poses call it. */
  readonly frame: string | undefined;
}

/** Frames of other things, unless they are also called cameras. */
const NOT_CAMERA =
  /^(?!.*cam)(?:.*[_-])?(?:imu|gnss|gps|ins|novatel|radar|body|base|ego|vehicle|world|map)\d*(?:[_-]|$)/i;

/**
 * The lens and the frame that are called like a camera, see `findSensor`; a lens may also be called after the topic of its
 * images. The only camera takes the only calibration whose name says nothing: `calib.yaml`, or Kalibr's `cam0`.
 */
export function matchCamera(
  sensor: string,
  sensors: SceneSensors,
  { lenses, nameless }: SceneCalibrationFiles,
  graph: FrameGraph,
): CameraMatch {
  const lidars = new Set(sensors.lidars.map(({ files }) => files.sensor));
  const frames = graph.frames.filter(
    (frame) => !isLidarName(frame) && !lidars.has(frame) && !NOT_CAMERA.test(frame),
  );
  const only = (names: readonly string[]): string | undefined => {
    const unnamed = [...new Set(names)].filter((name) => nameless.has(name));
    return sensors.cameras.length === 1 && unnamed.length === 1 ? unnamed[0] : undefined;
  };
  // One that cannot be read does not stand in the way of one that can.
  const readable = lenses.filter(({ form }) => form !== undefined);
  const lens =
    findLens(sensor, lenses) ??
    lensNamed(only(namesOf(readable)), readable) ??
    lensNamed(only(namesOf(lenses)), lenses);
  const own = lens !== undefined && frames.includes(lens.camera) ? lens.camera : undefined;
  // A name that tells nothing would take whatever single frame there is.
  const named = sensorWords(sensor).size > 0 || lens === undefined ? findSensor(sensor, frames) : undefined;
  return { lens, frame: own ?? named ?? only(frames) };
}

function findLens(sensor: string, lenses: readonly PlacedLens[]): PlacedLens | undefined {
  const named = findSensor(sensor, namesOf(lenses));
  if (named !== undefined) return lensNamed(named, lenses);
  const topic = findSensor(sensor, [...new Set(lenses.flatMap(({ aliases = [] }) => aliases))]);
  return lenses.find(({ aliases = [] }) => topic !== undefined && aliases.includes(topic));
}

function lensNamed(name: string | undefined, lenses: readonly PlacedLens[]): PlacedLens | undefined {
  return lenses.find(({ camera }) => camera === name);
}

function namesOf(lenses: readonly PlacedLens[]): string[] {
  return [...new Set(lenses.map(({ camera }) => camera))];
}
