import type { Vec3 } from '../../geometry/vec3.ts';
import type { Moment } from './relativeVelocities.ts';

/**
 * Length, width and height that tracks have in the frames before and after, metres: what is the same object should be as
 * large here. Where the two differ, their mean.
 */
export function neighbourSizes(
  before: Pick<Moment, 'objects'> | undefined,
  after: Pick<Moment, 'objects'> | undefined,
): ReadonlyMap<string, Vec3> {
  const sizes = new Map<string, Vec3>();
  for (const { trackId, cuboid } of [...(before?.objects ?? []), ...(after?.objects ?? [])]) {
    const { size } = cuboid;
    if (!size.every((side) => Number.isFinite(side) && side > 0)) continue;
    const other = sizes.get(trackId);
    sizes.set(trackId, other === undefined ? size : meanOf(other, size));
  }
  return sizes;
}

function meanOf(a: Vec3, b: Vec3): Vec3 {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}
