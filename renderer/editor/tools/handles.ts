import type { Pixel } from '#shared/camera/cameraModel.ts';
import {
  CUBOID_FACES,
  cuboidCorners,
  labelFromBox,
  type Cuboid,
  type CuboidFace,
} from '#shared/geometry/cuboid.ts';
import { boundsOfPoints } from '#shared/geometry/rectangle.ts';
import { add, dot, normalise, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { pixelDistance } from './pixels.ts';
import { isLevelView, isOrthographic, type ToolCursor, type ToolView } from './view.ts';

/** Which face of a cuboid. */
export type FaceSide = Pick<CuboidFace, 'axis' | 'sign'>;

/** A place on screen that a drag can start from. */
export type Handle =
  /** On a face, or at a corner of the outline, where it moves the two faces that meet there. */
  | { readonly kind: 'face'; readonly faces: readonly FaceSide[]; readonly at: Pixel }
  /** `from`: where its stem leaves the front of the cuboid. */
  | { readonly kind: 'rotate'; readonly at: Pixel; readonly from: Pixel };

type FaceHandle = Handle & { readonly kind: 'face' };

/** Side of the square in which a press counts as on the handle, CSS pixels. */
export const HANDLE_TARGET = 24;

/** A cuboid smaller than this on screen has no face handles: they would cover it and each other. */
const SMALLEST_WITH_FACES = 48;
/** A face whose axis is seen along its length moves hardly or wildly when dragged. */
const SHORTEST_AXIS = 6;
/** Sine of the angle between a face's axis and the line of sight, at least. */
const FLATTEST = 0.5;
const ROTATE_STEM = 26;

/** The handles of a cuboid in a view: the same list is drawn and pressed. Empty where the cuboid is not seen. */
export function handlesOf(cuboid: Cuboid, view: ToolView): readonly Handle[] {
  const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
  const bounds = boundsOfPoints(corners.filter((corner) => corner !== undefined));
  const centre = view.project(cuboid.centre);
  if (bounds === undefined || centre === undefined) return [];
  const extent = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top);
  const faces =
    extent < SMALLEST_WITH_FACES ? [] : CUBOID_FACES.map((face) => faceHandle(cuboid, face, centre, view));
  const seen = faces.filter((handle) => handle !== undefined);
  const handles = [rotateHandle(cuboid, centre, view), ...seen, ...cornerHandles(cuboid, seen, view)];
  return handles.filter((handle) => handle !== undefined);
}

/** The handle under the pointer: rotate before faces, then the nearest. */
export function handleAt(handles: readonly Handle[], position: Pixel): Handle | undefined {
  const near = handles.filter(
    ({ at }) => Math.max(Math.abs(at[0] - position[0]), Math.abs(at[1] - position[1])) <= HANDLE_TARGET / 2,
  );
  near.sort((a, b) => pixelDistance(a.at, position) - pixelDistance(b.at, position));
  return near.find(({ kind }) => kind === 'rotate') ?? near[0];
}

export function isSameHandle(a: Handle | undefined, b: Handle | undefined): boolean {
  if (a?.kind === 'face' && b?.kind === 'face')
    return a.faces.length === b.faces.length && a.faces.every((face, i) => isSameFace(face, b.faces[i]!));
  return a?.kind === b?.kind;
}

function isSameFace(a: FaceSide, b: FaceSide): boolean {
  return a.axis === b.axis && a.sign === b.sign;
}

/** The cursor over a handle; for faces along the direction in which the face moves on screen. */
export function cursorOf(handle: Handle, cuboid: Cuboid, view: ToolView): ToolCursor {
  if (handle.kind === 'rotate') return 'grab';
  const centre = view.project(cuboid.centre) ?? handle.at;
  const angle = Math.atan2(handle.at[1] - centre[1], handle.at[0] - centre[0]);
  const eighths = ((Math.round(angle / (Math.PI / 4)) % 4) + 4) % 4;
  return (['ew-resize', 'nwse-resize', 'ns-resize', 'nesw-resize'] as const)[eighths] ?? 'move';
}

/** Middle of a face, label frame. */
export function faceCentre(cuboid: Cuboid, face: FaceSide): Vec3 {
  return middleOf(cuboid, [face]);
}

/** Where faces meet that look different ways. */
function middleOf(cuboid: Cuboid, faces: readonly FaceSide[]): Vec3 {
  const offset: [number, number, number] = [0, 0, 0];
  for (const { axis, sign } of faces) offset[axis] = (sign * cuboid.size[axis]) / 2;
  return labelFromBox(cuboid, offset);
}

/** Unit vector out of a face, label frame. */
export function faceNormal(cuboid: Cuboid, face: FaceSide): Vec3 {
  return normalise(subtract(faceCentre(cuboid, face), cuboid.centre));
}

function faceHandle(
  cuboid: Cuboid,
  { axis, sign }: FaceSide,
  centre: Pixel,
  view: ToolView,
): FaceHandle | undefined {
  const face = { axis, sign };
  const at = view.project(faceCentre(cuboid, face));
  if (at === undefined || pixelDistance(at, centre) < SHORTEST_AXIS) return undefined;
  if (isOrthographic(view) && isSeenFlat(cuboid, face, centre, at, view)) return undefined;
  // From above every side can be reached; elsewhere a handle on a hidden face would be taken for one in front.
  if (!isOrthographic(view)) {
    const ray = view.rayAt(at);
    if (ray === undefined || dot(faceNormal(cuboid, face), ray.direction) >= 0) return undefined;
  }
  return { kind: 'face', faces: [face], at };
}

/** Of a tilted cuboid a face that the view looks at could be dragged, too, and would go anywhere. */
function isSeenFlat(cuboid: Cuboid, { axis }: FaceSide, centre: Pixel, at: Pixel, view: ToolView): boolean {
  const yawRad = view.rightYawRad();
  const aside = view.project(add(cuboid.centre, [Math.cos(yawRad), Math.sin(yawRad), 0]));
  const perMetre = aside === undefined ? 0 : pixelDistance(aside, centre);
  return pixelDistance(at, centre) < FLATTEST * (cuboid.size[axis] / 2) * perMetre;
}

/** Where two faces meet that are seen edge-on, unless it is so close to a face's handle that it would be taken for it. */
function cornerHandles(cuboid: Cuboid, handles: readonly FaceHandle[], view: ToolView): FaceHandle[] {
  if (!isOrthographic(view)) return [];
  const faces = handles.flatMap((handle) => handle.faces);
  return faces.flatMap((one, i) =>
    faces.slice(i + 1).flatMap((other): FaceHandle[] => {
      if (other.axis === one.axis) return [];
      const both = [one, other];
      const at = view.project(middleOf(cuboid, both));
      const isRoomy = handles.every((handle) => pixelDistance(handle.at, at ?? handle.at) > HANDLE_TARGET);
      return at === undefined || !isRoomy ? [] : [{ kind: 'face', faces: both, at }];
    }),
  );
}

function rotateHandle(cuboid: Cuboid, centre: Pixel, view: ToolView): Handle | undefined {
  if (isLevelView(view)) return undefined;
  const from = view.project(faceCentre(cuboid, { axis: 0, sign: 1 }));
  if (from === undefined) return undefined;
  const length = pixelDistance(from, centre);
  // Seen along its heading, the front hides the centre: the stem then goes up.
  const [x, y] = length < 1 ? [0, -1] : [(from[0] - centre[0]) / length, (from[1] - centre[1]) / length];
  return { kind: 'rotate', from, at: [from[0] + x * ROTATE_STEM, from[1] + y * ROTATE_STEM] };
}
