import { nameOf } from '../canonicalPath.ts';

/** Words that say what kind of thing a name is for, not which one. */
const GENERIC_WORDS = new Set(
  (
    'autoware base bin bins calib calibration cam camchain camera cameras cams cloud clouds color colour compressed ' +
    'data extrinsic extrinsics frame image images img imgs info intrinsic intrinsics jpeg jpg laser lidar lidars link ' +
    'mono optical ost params pcd pcds photo photos ply png point pointcloud pointclouds points raw rect rectified scan ' +
    'scans sensor sweep sweeps'
  ).split(' '),
);

const LIDAR = /lidar|laser|velodyne|ouster|hesai|pandar|livox|rslidar|robosense|vlp/i;
const PLACE = /(?:^|[_-])(?:top|left|right|front|rear|back|side|cent(?:er|re))(?:[_-]|$)/i;

/** Does the name say that it is a lidar's? */
export function isLidarName(name: string): boolean {
  return LIDAR.test(name);
}

/** A folder of clouds called after a lidar, or a place on a vehicle, is no drive. */
export function looksLikeSensor(name: string): boolean {
  return LIDAR.test(name) || PLACE.test(name);
}

/** `CAM_FRONT/camera_link` → front; `camera0` → 0; `image_02` → 2: the words that tell which sensor it is, in any order. */
export function sensorWords(name: string): ReadonlySet<string> {
  const words = name.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];
  return new Set(
    words.map((word) => word.replace(/^0+(?=\d)/, '')).filter((word) => !GENERIC_WORDS.has(word)),
  );
}

/**
 * The candidate that names the same sensor: one with the same text, else the only one with the same words, else the only
 * one that has all words of the name and more (`top` and `velodyne_top`). Undefined where none does, or several do:
 * `left` is neither `front_left` nor `back_left` when there are both.
 */
export function findSensor(name: string, candidates: readonly string[]): string | undefined {
  if (candidates.includes(name)) return name;
  const words = sensorWords(name);
  const having = candidates.filter((candidate) => isSubset(words, sensorWords(candidate)));
  const same = having.filter((candidate) => sensorWords(candidate).size === words.size);
  const fitting = same.length > 0 ? same : having;
  return fitting.length === 1 ? fitting[0] : undefined;
}

function isSubset(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((word) => outer.has(word));
}

/**
 * What the sensors are called whose files lie in these folders: the last part of the path that is not just a word for
 * images or clouds (`front/image_raw` is `front`), `fallback` where there is none. Where two would be called the same
 * each is called by its whole path.
 *
 * @param scene the folder that they lie in; its own parts name no sensor
 * @param ignored a further part that names none
 */
export function nameSensorFolders(
  folders: readonly string[],
  scene: string,
  fallback: string,
  ignored?: string,
): Map<string, string> {
  const names = new Map(
    folders.map((folder) => {
      const inner =
        scene === '' || folder === scene ? folder.slice(scene.length) : folder.slice(scene.length + 1);
      const parts = inner.split('/').filter((part) => part !== '' && part !== ignored);
      return [folder, parts.findLast((part) => sensorWords(part).size > 0) ?? parts[0] ?? fallback] as const;
    }),
  );
  const all = [...names.values()];
  const isTaken = (name: string): boolean => all.filter((other) => other === name).length > 1;
  return new Map(
    [...names].map(([folder, name]) => {
      if (isTaken(name)) return [folder, folder === '' ? fallback : folder];
      return [folder, sensorWords(name).size === 0 && all.length === 1 ? fallback : name];
    }),
  );
}

/** `image_rect_color`, `front_rectified`: its images went through ROS's image_proc. */
export function isRectifiedFolder(folder: string): boolean {
  return folder.split('/').some((part) => /(?:^|[_-])rect(?:ified)?(?:[_-]|$)/i.test(nameOf(part)));
}
