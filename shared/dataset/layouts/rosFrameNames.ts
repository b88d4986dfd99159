import { groupBy } from '../groupBy.ts';
import { findSensor, isLidarName, sensorWords } from './bareSensorNames.ts';

const CAMERA = /(?:^|[/_-])(?:cam|camera)\d*(?:[/_-]|$)|camera|optical/i;
const NOT_LIDAR = /(?:^|[/_-])(?:gnss|gps|imu|ins|radar|map|odom)\d*(?:[/_-]|$)|base_link$|base_footprint$/i;

/**
 * The frame that a camera's images are in, by the words of its name: see `findSensor`. `camera0/camera_optical_link` goes
 * before `camera0/camera_link`.
 */
export function cameraFrame(camera: string, frames: readonly string[]): string | undefined {
  const cameras = frames.filter((frame) => CAMERA.test(frame));
  return findSensor(
    camera,
    onePerSensor(cameras, (a, b) => Number(isOptical(b)) - Number(isOptical(a))),
  );
}

/**
 * The frame that a lidar's points are in, by the words of its name. Clouds that Autoware has put together
 * (`concatenated`) are in `base_link`. Of `velodyne_top` and `velodyne_top_base_link` the first.
 */
export function lidarFrame(lidar: string, frames: readonly string[]): string | undefined {
  if (/concatenated|base_link/i.test(lidar)) return frames.find((frame) => frame === 'base_link');
  // Lidars' mounts are called `velodyne_top_base_link`.
  const lidars = frames.filter(
    (frame) => !CAMERA.test(frame) && (isLidarName(frame) || !NOT_LIDAR.test(frame)),
  );
  return findSensor(
    lidar,
    onePerSensor(lidars, (a, b) => a.length - b.length),
  );
}

/** Frames of links look along x; without the word `optical` a name that ends in `camera_link` is one. */
export function isLinkFrame(frame: string): boolean {
  return /camera_link$/i.test(frame) && !isOptical(frame);
}

function isOptical(frame: string): boolean {
  return /optical/i.test(frame);
}

/** Of frames with the same words the one that comes first. */
function onePerSensor(frames: readonly string[], compare: (a: string, b: string) => number): string[] {
  const groups = groupBy(frames, (frame) => [...sensorWords(frame)].sort().join(' '));
  return [...groups.values()].map((same) => same.toSorted(compare)[0]!);
}
