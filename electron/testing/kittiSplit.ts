import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LABEL = 'Car 0 1 -1.5 10 20 30 40 1.5 1.6 4 2 1.5 20 0.5\n';

/** Writes a split of KITTI's object benchmark with a car in every frame. `focals`: frame → focal length, pixels. */
export async function writeKittiSplit(
  folder: string,
  focals: Readonly<Record<string, number>>,
): Promise<void> {
  for (const inner of ['velodyne', 'image_2', 'calib', 'label_2'])
    await mkdir(join(folder, inner), { recursive: true });
  for (const [frame, focal] of Object.entries(focals)) {
    const lens = `P2: ${focal} 0 300 0 0 ${focal} 100 0 0 0 1 0`;
    const poses = ['R0_rect: 1 0 0 0 1 0 0 0 1', 'Tr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 0'];
    await writeFile(join(folder, `velodyne/${frame}.bin`), '');
    await writeFile(join(folder, `image_2/${frame}.png`), '');
    await writeFile(join(folder, `calib/${frame}.txt`), [lens, ...poses, ''].join('\n'));
    await writeFile(join(folder, `label_2/${frame}.txt`), LABEL);
  }
}
