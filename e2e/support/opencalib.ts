import { cpSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { labelDrive, labelledObject } from './labelDrive.ts';
import { oracleCamera, reference, type OracleCamera } from './reference.ts';

const SOURCE = 'data/opencalib/lidar2camera/manual_calib/data';

/** Seen in both sensors: the white car ahead, and the fence on the right of the image, where the lens bends most. */
export const OPENCALIB_CAR: Cuboid = {
  centre: [42.7, -0.25, -1.11],
  size: [4.5, 1.8, 1.45],
  rotation: [0, 0, 0, 1],
};
export const OPENCALIB_FENCE: Cuboid = {
  centre: [18, -7.4, -1.3],
  size: [6.8, 1.6, 1],
  rotation: [0, 0, 0, 1],
};

/** A dataset of one frame: OpenCalib's cloud, image, K, D and T, with two objects labelled. */
export async function writeOpencalib(workFolder: string): Promise<{ folder: string; camera: OracleCamera }> {
  const folder = join(workFolder, 'opencalib');
  mkdirSync(folder);
  for (const file of ['0.pcd', '0.png']) {
    cpSync(join(reference, SOURCE, file), join(folder, file), { dereference: true });
    chmodSync(join(folder, file), 0o644);
  }
  const camera = oracleCamera('center_camera', 'opencalib');
  const [width, height] = camera.image_size;
  const manifest = {
    format: 'boxwright-dataset',
    version: 1,
    labelFrame: 'lidar',
    ontology: {
      classes: [
        { name: 'car', color: '#39ABD6', size: [4.5, 1.8, 1.5], glyph: 'C' },
        { name: 'fence', color: '#E96E97', size: [7, 1.6, 1.3], glyph: 'F' },
      ],
    },
    sequences: [
      {
        id: 'crossing',
        lidars: [{ id: 'lidar' }],
        cameras: [
          {
            id: 'centre',
            width,
            height,
            intrinsics: {
              model: 'brown-conrady',
              fx: camera.K[0]![0],
              fy: camera.K[1]![1],
              cx: camera.K[0]![2],
              cy: camera.K[1]![2],
              coefficients: camera.D,
            },
            cameraFromLabel: { matrix: camera.T_cam_lidar.flat() },
          },
        ],
        frames: [{ clouds: { lidar: '0.pcd' }, images: { centre: '0.png' } }],
      },
    ],
  };
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify(manifest));
  await labelDrive(folder, [
    [labelledObject(1, 'car', OPENCALIB_CAR), labelledObject(2, 'fence', OPENCALIB_FENCE)],
  ]);
  return { folder, camera };
}
