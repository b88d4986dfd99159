import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { closestPointOnAxis } from '#shared/geometry/ray.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import { addScaled, type Vec3 } from '#shared/geometry/vec3.ts';
import { FARTHEST_DRAG, type Drag } from './drag.ts';
import { faceCentre, faceNormal } from './handles.ts';
import { CLEARANCE, outermostInside, type FacePoint } from './snapFace.ts';
import type { Modifiers, ToolView } from './view.ts';

/** No side of a cuboid gets smaller than this, metres. */
export const SMALLEST_SIDE = 0.05;

/**
 * Drags a face along its axis; the opposite face stays. With Shift the size stays and the cuboid moves along that axis,
 * with Ctrl the face keeps to the outermost point inside it. `section` answers undefined until the points are known.
 * The pointer's ray is answered by the point of the axis nearest to it, less the point at the grab, so nothing jumps.
 */
export function beginResize(
  cuboid: Cuboid,
  axis: 0 | 1 | 2,
  sign: 1 | -1,
  view: ToolView,
  position: Pixel,
  section: () => FaceSection | undefined = () => undefined,
): Drag | undefined {
  const origin = faceCentre(cuboid, axis, sign);
  const direction = faceNormal(cuboid, axis, sign);
  const along = (from: ToolView, at: Pixel): number | undefined => {
    const ray = from.rayAt(at);
    return ray === undefined ? undefined : closestPointOnAxis(ray, origin, direction);
  };
  const grabbed = along(view, position);
  if (grabbed === undefined) return undefined;
  const outward = (from: ToolView, at: Pixel): number | undefined => {
    const reached = along(from, at);
    return reached === undefined || Math.abs(reached - grabbed) > FARTHEST_DRAG
      ? undefined
      : reached - grabbed;
  };
  const pointFor = (dragged: number | undefined, { primary }: Modifiers): FacePoint | undefined => {
    const points = primary ? section() : undefined;
    return points && dragged !== undefined ? outermostInside(points, dragged) : undefined;
  };
  return {
    label: 'resize',
    to(from, at, modifiers) {
      const dragged = outward(from, at);
      if (dragged === undefined) return undefined;
      const point = pointFor(dragged, modifiers);
      const metres = point === undefined ? dragged : point.along + CLEARANCE;
      if (modifiers.shift) return { ...cuboid, centre: addScaled(cuboid.centre, direction, metres) };
      return pushFace(cuboid, axis, sign, metres);
    },
    taken: (from, at, modifiers) => pointFor(outward(from, at), modifiers)?.position,
    readout: (now) => ({ kind: 'resize', delta: now.size[axis] - cuboid.size[axis], value: now.size[axis] }),
    guide: (now) => [faceCentre(now, axis, sign === 1 ? -1 : 1), faceCentre(now, axis, sign)],
  };
}

/** Moves one face outward by that many metres, the opposite face staying where it is. */
export function pushFace(cuboid: Cuboid, axis: 0 | 1 | 2, sign: 1 | -1, metres: number): Cuboid {
  const side = Math.max(SMALLEST_SIDE, cuboid.size[axis] + metres);
  const size: [number, number, number] = [...cuboid.size];
  size[axis] = side;
  const shift: Vec3 = faceNormal(cuboid, axis, sign);
  return { ...cuboid, centre: addScaled(cuboid.centre, shift, (side - cuboid.size[axis]) / 2), size };
}
