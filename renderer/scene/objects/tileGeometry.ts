import { BufferAttribute, BufferGeometry, Sphere, Vector3 } from 'three';
import type { CloudPack, PackTile } from '#shared/pointcloud/pack.ts';

/** The points of a tile of a packed cloud; place and size of the object turn its steps into metres. */
export function tileGeometry(data: CloudPack['data'], { start, count }: PackTile): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(data.subarray(start * 4, (start + count) * 4), 4));
  // Steps run from 0 to 65535 on each axis; three would otherwise walk over every point to find out.
  geometry.boundingSphere = new Sphere(new Vector3(32768, 32768, 32768), 32768 * Math.sqrt(3));
  return geometry;
}
