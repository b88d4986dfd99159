import { fromAxisAngle, fromYaw, multiply, toMatrix3 } from '#shared/geometry/quaternion.ts';
import type { LabelFrame, LabelSequence } from '#shared/interchange/common/labelSet.ts';
import { formatById, INTERCHANGE_IDS, type InterchangeId } from '#shared/interchange/formats.ts';
import type { IndependentReader } from './independent/boxes.ts';
import {
  boxwright,
  datumaro,
  labelcloud,
  labelcloudVertices,
  openlabel,
  supervisely,
  sustechpoints,
  xtreme1,
} from './independent/jsonReaders.ts';
import { nuscenes } from './independent/nuscenesReader.ts';
import { segments } from './independent/segmentsReaders.ts';
import { csv, kittiObject, kittiRaw, kittiTracking, openpcdet } from './independent/textReaders.ts';
import { lidarFrame } from './interchange.ts';

/** How a format of cuboids is tried. */
export interface TriedFormat {
  readonly read: IndependentReader;
  /** Of another's data: clouds and images that the program's reader expects to find. */
  readonly beside?: (names: readonly string[]) => Readonly<Record<string, string>>;
  readonly sequence?: Partial<LabelSequence>;
  readonly frame?: (name: string, index: number) => LabelFrame;
  /** Tracks are the same over frames, but come back under other names. */
  readonly renamesTracks?: boolean;
}

const DRIVE = '2011_09_26/2011_09_26_drive_0001_sync';

/** A vehicle that drives, turns and climbs, far from the world's origin. */
function drivenFrame(name: string, index: number): LabelFrame {
  const rotation = toMatrix3(multiply(fromYaw(0.1 * index + 2), fromAxisAngle([0, 1, 0], 0.05)));
  return { ...lidarFrame(name, index), worldFromEgo: { rotation, translation: [1000 + index, 600, 2] } };
}
const driven = {
  sequence: { egoFromLabel: { rotation: toMatrix3(fromYaw(-1.57)), translation: [0.9, 0, 1.8] } },
  frame: drivenFrame,
} as const;

function beside(...paths: readonly ((name: string) => string)[]): NonNullable<TriedFormat['beside']> {
  return (names) => Object.fromEntries(names.flatMap((name) => paths.map((path) => [path(name), ''])));
}

/** Every format that holds cuboids. */
export const TRIED_FORMATS: Readonly<Record<Exclude<InterchangeId, 'coco'>, TriedFormat>> = {
  boxwright: { read: boxwright, beside: beside((name) => `lidar/${name}.pcd`), renamesTracks: true },
  'kitti-object': {
    read: kittiObject,
    beside: beside(
      (name) => `velodyne/${name}.bin`,
      (name) => `image_2/${name}.png`,
    ),
  },
  'kitti-tracking': { read: kittiTracking },
  openlabel: { read: openlabel },
  csv: { read: csv },
  'kitti-raw': {
    read: kittiRaw,
    beside: beside((name) => `${DRIVE}/velodyne_points/data/${name}.bin`),
    sequence: { folder: DRIVE },
    renamesTracks: true,
  },
  nuscenes: {
    read: nuscenes,
    beside: beside(
      (name) => `lidar/${name}.pcd`,
      (name) => `camera/front/${name}.jpg`,
    ),
    ...driven,
    renamesTracks: true,
  },
  sustechpoints: { read: sustechpoints, beside: beside((name) => `lidar/${name}.pcd`) },
  xtreme1: { read: xtreme1, beside: beside((name) => `lidar_point_cloud_0/${name}.pcd`) },
  'cvat-3d': { read: datumaro, beside: beside((name) => `point_clouds/default/${name}.pcd`) },
  supervisely: {
    read: supervisely,
    beside: beside(
      (name) => `ds0/pointcloud/${name}.pcd`,
      (name) => `ds0/related_images/${name}_pcd/${name}.jpg`,
    ),
    renamesTracks: true,
  },
  segments: { read: segments, ...driven },
  labelcloud: { read: labelcloud },
  'labelcloud-vertices': { read: labelcloudVertices },
  openpcdet: { read: openpcdet },
};

/** The formats as the program has them, each with how it is tried. */
export const EVERY_FORMAT = INTERCHANGE_IDS.flatMap((id) =>
  id === 'coco'
    ? []
    : [{ id, format: formatById(id, { name: 'boxwright', version: '0.0.0' }), tried: TRIED_FORMATS[id] }],
);
