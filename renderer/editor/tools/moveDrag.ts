import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { intersectCuboid, intersectPlane, pointOnRay, type Ray } from '#shared/geometry/ray.ts';
import { add, distance, length, normalise, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { FARTHEST_DRAG, type Drag } from './drag.ts';
import { isLevelView, type ToolView } from './view.ts';

/** Below about 3° the level plane is seen edge-on and a pixel would be many metres. */
const FLATTEST = Math.sin((3 * Math.PI) / 180);

/**
 * Moves a cuboid level, the point that was grabbed following the pointer on the horizontal plane through it. Where that
 * plane is seen edge-on, the point follows sideways only; in a level view it follows up and down, too.
 */
export function beginMove(cuboid: Cuboid, view: ToolView, position: Pixel): Drag | undefined {
  const ray = view.rayAt(position);
  const hit = ray === undefined ? undefined : intersectCuboid(ray, cuboid);
  if (ray === undefined) return undefined;
  const grabbed = hit === undefined ? cuboid.centre : pointOnRay(ray, hit.distance);
  const normal = planeNormal(ray);
  // From its own plane, so that a press beside a cuboid of a few pixels does not make it jump either.
  const start = intersectPlane(ray, grabbed, normal);
  if (start === undefined) return undefined;
  return {
    label: 'move',
    to(from, at) {
      const now = from.rayAt(at);
      const reached = now === undefined ? undefined : intersectPlane(now, grabbed, normal);
      if (reached === undefined || distance(reached, start) > FARTHEST_DRAG) return undefined;
      const [x, y, z] = subtract(reached, start);
      return { ...cuboid, centre: add(cuboid.centre, [x, y, isLevelView(view) ? z : 0]) };
    },
    readout(now) {
      const moved = length(subtract(now.centre, cuboid.centre));
      return { kind: 'move', delta: moved, value: moved };
    },
    guide: () => undefined,
  };
}

function planeNormal({ direction }: Ray): Vec3 {
  if (Math.abs(direction[2]) >= FLATTEST) return [0, 0, 1];
  return normalise([direction[0], direction[1], 0]);
}
