import { CUBOID_EDGES, cuboidCorners, type Cuboid } from '../geometry/cuboid.ts';
import type { Point2 } from '../geometry/point2.ts';
import { intersectCuboid, type Ray } from '../geometry/ray.ts';
import {
  boundsOfPoints,
  clipSegmentToRectangle,
  rectangleArea,
  rectangleContains,
  rectangleCorners,
  rectanglesOverlap,
  uniteRectangles,
  type Rectangle,
} from '../geometry/rectangle.ts';
import { transformPoint } from '../geometry/rigidTransform.ts';
import { dot, length, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { rayFromPixel } from './projectPoint.ts';
import { projectSegments, type Polyline } from './projectSegment.ts';

/** How much of an image a cuboid takes, in pixels of the image that the camera's calibration is for. */
export interface CuboidBounds {
  /** Of all that lies in the lens's domain, image border or not. */
  readonly amodal: Rectangle;
  /** Of the silhouette within the image; undefined where nothing of it is. */
  readonly clipped: Rectangle | undefined;
  /** 1 − area(clipped) / area(amodal): 0 wholly visible, 1 not visible. */
  readonly truncation: number;
  /** Of the centre, metres: along the optical axis, or straight to it for lenses that see beyond 90°. */
  readonly depth: number;
}

/** Corners of a cuboid in the camera's frame. */
export function cornersCamera(cuboid: Cuboid, { cameraFromLabel }: CameraView): Vec3[] {
  return cuboidCorners(cuboid).map((corner) => transformPoint(cameraFromLabel, corner));
}

/**
 * The bounds alone of what `projectCuboid` draws, and a good part faster; undefined when all of the cuboid is behind the
 * camera or outside the lens's domain.
 */
export function projectBounds(cuboid: Cuboid, camera: CameraView): CuboidBounds | undefined {
  const image = imageRectangle(camera.width, camera.height);
  const corners = cornersCamera(cuboid, camera);
  return boundsOfEdges(projectSegments(camera.model, corners, CUBOID_EDGES, image), cuboid, camera);
}

/** @param edges the polylines of each of the twelve edges */
export function boundsOfEdges(
  edges: readonly (readonly Polyline[])[],
  cuboid: Cuboid,
  camera: CameraView,
): CuboidBounds | undefined {
  const image = imageRectangle(camera.width, camera.height);
  const lines = edges.flat().map((points): BoundedLine => ({ points, bounds: boundsOfPoints(points)! }));
  const [first] = lines;
  if (first === undefined) return undefined;
  const all = lines.reduce((bounds, line) => uniteRectangles(bounds, line.bounds), first.bounds);
  const clipped = rectanglesOverlap(all, image) ? visibleBounds(lines, cuboid, camera, image) : undefined;
  const amodal = clipped === undefined ? all : uniteRectangles(all, clipped);
  const centre = transformPoint(camera.cameraFromLabel, cuboid.centre);
  return {
    amodal,
    clipped,
    truncation: truncationOf(amodal, clipped),
    depth: camera.model.isRectilinear ? centre[2] : length(centre),
  };
}

interface BoundedLine {
  readonly points: Polyline;
  readonly bounds: Rectangle;
}

/**
 * Bounds of silhouette ∩ image, exact for every lens. Their extremes lie on the silhouette's own border, which is made
 * of edges, or on a piece of the image's border, which ends at an edge or at an image corner that sees the cuboid.
 * Clamping the amodal bounds instead would be too large for any outline that passes an image corner obliquely.
 */
function visibleBounds(
  lines: readonly BoundedLine[],
  cuboid: Cuboid,
  camera: CameraView,
  image: Rectangle,
): Rectangle | undefined {
  const extremes: Point2[] = [];
  for (const { points, bounds } of lines) {
    if (rectangleContains(image, bounds)) {
      extremes.push([bounds.left, bounds.top], [bounds.right, bounds.bottom]);
      continue;
    }
    for (let i = 0; i + 1 < points.length; i++) {
      const visible = clipSegmentToRectangle(points[i]!, points[i + 1]!, image);
      if (visible !== undefined) extremes.push(...visible);
    }
  }
  for (const { corner, ray } of cornersOf(camera, image)) {
    if (ray !== undefined && mayMeet(ray, cuboid) && intersectCuboid(ray, cuboid) !== undefined)
      extremes.push(corner);
  }
  return boundsOfPoints(extremes);
}

interface ImageCorner {
  readonly corner: Pixel;
  /** What it sees; undefined outside the lens's domain. */
  readonly ray: Ray | undefined;
}

/** The same for every cuboid, and a lens that is undone by iteration takes its time over them. */
const CORNERS = new WeakMap<CameraView, readonly ImageCorner[]>();

function cornersOf(camera: CameraView, image: Rectangle): readonly ImageCorner[] {
  const known = CORNERS.get(camera);
  if (known !== undefined) return known;
  const corners = rectangleCorners(image).map((corner) => ({ corner, ray: rayFromPixel(corner, camera) }));
  CORNERS.set(camera, corners);
  return corners;
}

/** Does the ray pass through the sphere round the cuboid? Most do not, and this is told sooner. */
function mayMeet({ origin, direction }: Ray, { centre, size }: Cuboid): boolean {
  const towards = subtract(centre, origin);
  const along = dot(towards, direction);
  const radiusSquared = dot(size, size) / 4;
  const away = dot(towards, towards);
  return away <= radiusSquared || (along > 0 && away - along * along <= radiusSquared);
}

function truncationOf(amodal: Rectangle, clipped: Rectangle | undefined): number {
  if (clipped === undefined) return 1;
  const whole = rectangleArea(amodal);
  return whole > 0 ? Math.max(0, 1 - rectangleArea(clipped) / whole) : 0;
}
