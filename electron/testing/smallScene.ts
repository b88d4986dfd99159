import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CLOUD = `VERSION 0.7
FIELDS x y z
SIZE 4 4 4
TYPE F F F
COUNT 1 1 1
WIDTH 2
HEIGHT 1
VIEWPOINT 0 0 0 1 0 0 0
POINTS 2
DATA ascii
1 2 3
4 5 6
`;

const CAR = {
  obj_id: '7',
  obj_type: 'Car',
  psr: { position: { x: 1, y: 2, z: 0 }, scale: { x: 4, y: 2, z: 1.5 }, rotation: { x: 0, y: 0, z: 0.25 } },
};

export const SCENE_FRAMES = ['lidar/000001.pcd', 'lidar/000002.pcd', 'lidar/000003.pcd'] as const;

/**
 * Writes a SUSTechPOINTS scene of three frames: the first has imported labels, the second none, and the labels of the
 * third are not JSON.
 */
export async function writeSmallScene(folder: string): Promise<void> {
  for (const inner of ['lidar', 'label', 'camera/front', 'calib/camera']) {
    await mkdir(join(folder, inner), { recursive: true });
  }
  for (const frame of SCENE_FRAMES) await writeFile(join(folder, frame), CLOUD);
  await writeFile(join(folder, 'label/000001.json'), JSON.stringify([CAR]));
  await writeFile(join(folder, 'label/000003.json'), '[{"obj_id": ');
}
