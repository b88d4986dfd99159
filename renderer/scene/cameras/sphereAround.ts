import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { distance, length, type Vec3 } from '#shared/geometry/vec3.ts';

/** A sphere that holds all of the cuboids, of which there must be one at least; metres. */
export function sphereAround(cuboids: readonly Cuboid[]): { readonly centre: Vec3; readonly radius: number } {
  const middle = (axis: 0 | 1 | 2): number => {
    const places = cuboids.map(({ centre }) => centre[axis]);
    return (Math.min(...places) + Math.max(...places)) / 2;
  };
  const centre: Vec3 = [middle(0), middle(1), middle(2)];
  const radius = Math.max(
    ...cuboids.map((cuboid) => distance(centre, cuboid.centre) + length(cuboid.size) / 2),
  );
  return { centre, radius };
}
