import { readFileSync } from 'node:fs';
import { decodePcd } from 'pcd-format';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromEulerXyz } from '#shared/geometry/quaternion.ts';
import { buildCloud, type Coordinates, type PointCloud } from '#shared/pointcloud/cloud.ts';

export interface LabelledCuboid {
  readonly id: string;
  readonly type: string;
  readonly cuboid: Cuboid;
}

interface PsrJson {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

interface SustechLabelJson {
  readonly obj_id: string;
  readonly obj_type: string;
  readonly psr: { readonly position: PsrJson; readonly scale: PsrJson; readonly rotation: PsrJson };
}

/** The cloud of a PCD file that has the columns x, y and z. */
export function readPcdCloud(path: string): PointCloud {
  const { columns } = decodePcd(readFileSync(path));
  const column = (name: string): Coordinates => columns.get(name)!.values as Coordinates;
  return buildCloud({
    x: column('x'),
    y: column('y'),
    z: column('z'),
    intensity: columns.has('intensity') ? column('intensity') : undefined,
  });
}

/** The cloud of a KITTI velodyne file: float32 x, y, z, intensity. */
export function readVelodyneCloud(path: string): PointCloud {
  const bytes = readFileSync(path);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const column = (offset: number): Float32Array =>
    Float32Array.from({ length: values.length / 4 }, (_, i) => values[i * 4 + offset]!);
  return buildCloud({ x: column(0), y: column(1), z: column(2), intensity: column(3) });
}

/** The labels of a SUSTechPOINTS file: position is the geometric centre, rotation is Euler XYZ. */
export function readSustechLabels(path: string): LabelledCuboid[] {
  const labels = JSON.parse(readFileSync(path, 'utf8')) as readonly SustechLabelJson[];
  return labels.map(({ obj_id, obj_type, psr }) => ({
    id: obj_id,
    type: obj_type,
    cuboid: {
      centre: [psr.position.x, psr.position.y, psr.position.z],
      size: [psr.scale.x, psr.scale.y, psr.scale.z],
      rotation: fromEulerXyz(psr.rotation.x, psr.rotation.y, psr.rotation.z),
    },
  }));
}
