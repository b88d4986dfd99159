import { readFileSync } from 'node:fs';
import { toMatrix3 } from '#shared/geometry/quaternion.ts';
import { composeTransforms, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { buildCloud, type Coordinates, type PointCloud } from '#shared/pointcloud/cloud.ts';
import { decodeCloudFile, formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { LIDAR } from '../samples/rig.ts';
import { cloudPath, FRAME_INDICES, frameTime } from '../samples/schedule.ts';
import { egoPoseAt } from '../samples/scene/world.ts';

/** One sweep of a sequence, and where its label frame lies in the world, if the dataset says so. */
export interface PosedSweep {
  readonly cloud: PointCloud;
  readonly worldFromLabel?: RigidTransform;
}

/** The sample drive, in its lidar's frame: 14 sweeps of 32 beams, 4 m apart. `root`: its folder. */
export function readDriveSweeps(root: string): Promise<PosedSweep[]> {
  return Promise.all(
    FRAME_INDICES.map(async (index) => ({
      cloud: await readCloud(`${root}/${cloudPath(index)}`),
      worldFromLabel: composeTransforms(egoPoseAt(frameTime(index)), LIDAR.egoFromLidar),
    })),
  );
}

/** PandaSet's five frames of the reference data, in the ego frame: 0.8 m apart, in a bend. */
export function readPandasetSweeps(referenceRoot: string): Promise<PosedSweep[]> {
  const data = `${referenceRoot}/data/pandaset_scale/data`;
  return Promise.all(
    [1, 2, 3, 4, 5].map(async (frame) => ({
      cloud: await readCloud(`${data}/pointcloud/${frame}.ply`),
      worldFromLabel: readPose(`${data}/poses/${frame}.json`),
    })),
  );
}

/** KITTI's eight frames of the reference data, in the lidar's frame: 0.24 m apart, behind other cars. They have no poses. */
export function readKittiSweeps(referenceRoot: string): Promise<PosedSweep[]> {
  const data = `${referenceRoot}/data/kitti_raw_sfnd_tracking/2011_09_26/velodyne_points/data`;
  return Promise.all(
    [0, 1, 2, 3, 4, 5, 6, 7].map(async (frame) => ({
      cloud: await readCloud(`${data}/${String(frame).padStart(10, '0')}.bin`),
    })),
  );
}

async function readCloud(path: string): Promise<PointCloud> {
  const { columns } = await decodeCloudFile(chunksOf(path), formatOfCloud(path, {}), {
    fields: ['x', 'y', 'z'],
  });
  const column = (name: string): Coordinates => columns.get(name)!.values as Coordinates;
  return buildCloud({ x: column('x'), y: column('y'), z: column('z') });
}

// oxlint-disable-next-line typescript/require-await -- what decodes takes what arrives in time
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(path);
}

function readPose(path: string): RigidTransform {
  const { heading, position } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly heading: readonly [w: number, x: number, y: number, z: number];
    readonly position: Vec3;
  };
  const [w, x, y, z] = heading;
  return { rotation: toMatrix3([x, y, z, w]), translation: position };
}
