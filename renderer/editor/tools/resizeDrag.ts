import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { closestPointOnAxis } from '#shared/geometry/ray.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import { addScaled, type Vec3 } from '#shared/geometry/vec3.ts';
import { FARTHEST_DRAG, type Drag } from './drag.ts';
import { faceCentre, faceNormal, type FaceSide } from './handles.ts';
import { CLEARANCE, outermostInside, type FacePoint } from './snapFace.ts';
import type { Modifiers, ToolView } from './view.ts';

/** No side of a cuboid gets smaller than this, metres. */
export const SMALLEST_SIDE = 0.05;

/** A face that is dragged, and how far. */
interface DraggedFace {
  readonly face: FaceSide;
  /** Metres outward that the pointer asks for; undefined where its position means nothing. */
  outward(view: ToolView, at: Pixel): number | undefined;
  /** What the face lies on, dragged that far, with Ctrl. */
  pointFor(dragged: number | undefined, modifiers: Modifiers): FacePoint | undefined;
}

/**
 * Drags a face along its axis, or the two that meet at a corner, each along its own; the opposite faces stay. With Shift
 * the size stays and the cuboid moves along these axes, with Ctrl a face keeps to the outermost point inside it.
 * `sectionOf` answers undefined until the points are known.
 */
export function beginResize(
  cuboid: Cuboid,
  faces: readonly FaceSide[],
  view: ToolView,
  position: Pixel,
  sectionOf: (face: FaceSide) => FaceSection | undefined = () => undefined,
): Drag | undefined {
  const dragged: DraggedFace[] = [];
  for (const face of faces) {
    const begun = beginFace(cuboid, face, view, position, sectionOf);
    if (begun === undefined) return undefined;
    dragged.push(begun);
  }
  const single = faces.length === 1 ? faces[0] : undefined;
  return {
    label: 'resize',
    to(from, at, modifiers) {
      let now: Cuboid | undefined = cuboid;
      for (const { face, outward, pointFor } of dragged) {
        const asked = outward(from, at);
        if (asked === undefined) return undefined;
        const point = pointFor(asked, modifiers);
        const metres = point === undefined ? asked : point.along + CLEARANCE;
        now = modifiers.shift
          ? { ...now, centre: addScaled(now.centre, faceNormal(cuboid, face), metres) }
          : pushFace(now, face, metres);
      }
      return now;
    },
    taken(from, at, modifiers) {
      const points = dragged.map(({ outward, pointFor }) => pointFor(outward(from, at), modifiers));
      return points.find((point) => point !== undefined)?.position;
    },
    readout(now) {
      const changes = faces.map(({ axis }) => ({
        delta: now.size[axis] - cuboid.size[axis],
        value: now.size[axis],
      }));
      const largest = changes.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta))[0]!;
      return { kind: 'resize', ...largest };
    },
    guide: (now) => single && [faceCentre(now, opposite(single)), faceCentre(now, single)],
  };
}

/** The pointer's ray is answered by the point of the axis nearest to it, less the point at the grab, so nothing jumps. */
function beginFace(
  cuboid: Cuboid,
  face: FaceSide,
  view: ToolView,
  position: Pixel,
  sectionOf: (face: FaceSide) => FaceSection | undefined,
): DraggedFace | undefined {
  const origin = faceCentre(cuboid, face);
  const direction = faceNormal(cuboid, face);
  const along = (from: ToolView, at: Pixel): number | undefined => {
    const ray = from.rayAt(at);
    return ray === undefined ? undefined : closestPointOnAxis(ray, origin, direction);
  };
  const grabbed = along(view, position);
  if (grabbed === undefined) return undefined;
  return {
    face,
    outward(from, at) {
      const reached = along(from, at);
      return reached === undefined || Math.abs(reached - grabbed) > FARTHEST_DRAG
        ? undefined
        : reached - grabbed;
    },
    pointFor(dragged, { primary }) {
      const points = primary ? sectionOf(face) : undefined;
      return points && dragged !== undefined ? outermostInside(points, dragged) : undefined;
    },
  };
}

function opposite({ axis, sign }: FaceSide): FaceSide {
  return { axis, sign: sign === 1 ? -1 : 1 };
}

/** Moves one face outward by that many metres, the opposite face staying where it is. */
export function pushFace(cuboid: Cuboid, { axis, sign }: FaceSide, metres: number): Cuboid {
  const side = Math.max(SMALLEST_SIDE, cuboid.size[axis] + metres);
  const size: [number, number, number] = [...cuboid.size];
  size[axis] = side;
  const shift: Vec3 = faceNormal(cuboid, { axis, sign });
  return { ...cuboid, centre: addScaled(cuboid.centre, shift, (side - cuboid.size[axis]) / 2), size };
}
