import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { MANIFEST_FORMAT, MANIFEST_VERSION, type Pose } from '#shared/dataset/manifest.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { CAMERAS, LIDAR } from './rig.ts';
import { cloudPath, FRAME_INDICES, frameName, frameTime, imagePath, timestamp } from './schedule.ts';
import { egoPoseAt } from './scene/world.ts';

/** The drive's `dataset.json`. */
export function buildManifest(): object {
  return {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    name: 'Sample drive',
    labelFrame: LIDAR.id,
    ontology: DEFAULT_ONTOLOGY,
    sequences: [
      {
        id: 'hill-street',
        name: 'Hill Street',
        lidars: [{ id: LIDAR.id, name: LIDAR.name, egoFromLidar: pose(LIDAR.egoFromLidar) }],
        cameras: CAMERAS.map(({ egoFromCamera, ...camera }) => ({
          ...camera,
          egoFromCamera: pose(egoFromCamera),
        })),
        frames: FRAME_INDICES.map(frameEntry),
      },
    ],
  };
}

function frameEntry(index: number): object {
  return {
    name: frameName(index),
    clouds: { [LIDAR.id]: cloudPath(index) },
    images: perCamera((id) => imagePath(id, index)),
    timestamps: {
      [LIDAR.id]: timestamp(index, 'sweep end'),
      ...perCamera(() => timestamp(index, 'mid-exposure')),
    },
    worldFromEgo: pose(egoPoseAt(frameTime(index))),
  };
}

function perCamera<T>(value: (id: string) => T): Record<string, T> {
  return Object.fromEntries(CAMERAS.map(({ id }) => [id, value(id)]));
}

function pose({ rotation: r, translation: t }: RigidTransform): Pose {
  return { matrix: [r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2], 0, 0, 0, 1] };
}
