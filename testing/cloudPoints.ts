import { readFileSync } from 'node:fs';
import type { CuboidFace } from '#shared/geometry/cuboid.ts';
import { labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { buildCloud, type Coordinates, type PointCloud } from '#shared/pointcloud/cloud.ts';
import { decodeCloudFile, formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { estimateGround, groundHeightAt } from '#shared/pointcloud/ground.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import type { QualityPoints } from '#shared/quality/qualityFrame.ts';

/** A cloud of any format, its x, y and z. */
export async function readCloudFile(path: string): Promise<PointCloud> {
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

/** What rules ask a cloud, of one in memory; without the search for things that nobody has labeled. */
export function pointsOf(cloud: PointCloud): QualityPoints {
  const ground = estimateGround(cloud);
  return {
    count: (cuboids) => cuboids.map((cuboid) => countPointsInCuboid(cloud, cuboid)),
    countOutside: (cuboid, face, thickness) =>
      countPointsInCuboid(cloud, layerOutside(cuboid, face, thickness)),
    groundHeight: (x, y) => groundHeightAt(ground, x, y),
    unlabelled: () => [],
  };
}

function layerOutside(
  cuboid: Cuboid,
  { axis, sign }: Pick<CuboidFace, 'axis' | 'sign'>,
  thickness: number,
): Cuboid {
  const middle: [number, number, number] = [0, 0, 0];
  middle[axis] = sign * (cuboid.size[axis] / 2 + thickness / 2);
  const size = [...cuboid.size] as [number, number, number];
  size[axis] = thickness;
  return { centre: labelFromBox(cuboid, middle), size, rotation: cuboid.rotation };
}
