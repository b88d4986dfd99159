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
import { dot, length, lerp, midpoint, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { rayFromPixel } from './projectPoint.ts';
import { projectSegments } from './projectSegment.ts';

export interface ProjectedEdge {
  /** Index in `CUBOID_EDGES`; twice in the list when a wide lens sees both ends but not the middle. */
  readonly edge: number;
  /** At least two pixels, in the image within a quarter of a pixel of the true curve; not clipped by its border. */
  readonly points: readonly Pixel[];
  /** One of the four edges of the front (+x) face. */
  readonly isFront: boolean;
}

/** What one camera sees of a cuboid, all in pixels of the image that the camera's calibration is for. */
export interface ProjectedCuboid {
  readonly edges: readonly ProjectedEdge[];
  /** Outline of the +x face, cut at the lens's domain. */
  readonly frontFace: readonly Pixel[] | undefined;
  /** On the floor face, from under the centre to a little past the front face. */
  readonly headingArrow: readonly Pixel[] | undefined;
  /** Bounds of all that lies in the lens's domain, image border or not. */
  readonly amodal: Rectangle;
  /** Bounds of the silhouette within the image; undefined where nothing of it is. */
  readonly clipped: Rectangle | undefined;
  /** 1 − area(clipped) / area(amodal): 0 wholly visible, 1 not visible. */
  readonly truncation: number;
  /** Of the centre, metres: along the optical axis, or straight to it for lenses that see beyond 90°. */
  readonly depth: number;
}

/** The heading arrow is this many times as long as half the cuboid. */
const ARROW_REACH = 1.25;
/** The edges, and after the eight corners the two ends of the arrow. */
const SEGMENTS = [...CUBOID_EDGES, [8, 9] as const];
const ARROW = CUBOID_EDGES.length;

/** Projects a cuboid of the label frame; undefined when all of it is behind the camera or outside the lens's domain. */
export function projectCuboid(cuboid: Cuboid, camera: CameraView): ProjectedCuboid | undefined {
  const { model, cameraFromLabel } = camera;
  const image = imageRectangle(camera.width, camera.height);
  const corners = cuboidCorners(cuboid).map((corner) => transformPoint(cameraFromLabel, corner));
  const polylines = projectSegments(model, [...corners, ...arrowOf(corners)], SEGMENTS, image);
  const edges: BoundedEdge[] = [];
  let edgeBounds: Rectangle | undefined;
  for (let edge = 0; edge < CUBOID_EDGES.length; edge++) {
    for (const points of polylines[edge]!) {
      const bounds = boundsOfPoints(points)!;
      edgeBounds = edgeBounds === undefined ? bounds : uniteRectangles(edgeBounds, bounds);
      edges.push({ edge, points, isFront: edge < 4, bounds });
    }
  }
  if (edgeBounds === undefined) return undefined;
  const clipped = visibleBounds(edges, edgeBounds, cuboid, camera, image);
  const amodal = clipped === undefined ? edgeBounds : uniteRectangles(edgeBounds, clipped);
  const centre = transformPoint(cameraFromLabel, cuboid.centre);
  return {
    edges,
    frontFace: outlineFrontFace(edges),
    headingArrow: polylines[ARROW]![0],
    amodal,
    clipped,
    truncation: truncationOf(amodal, clipped),
    depth: model.isRectilinear ? centre[2] : length(centre),
  };
}

interface BoundedEdge extends ProjectedEdge {
  readonly bounds: Rectangle;
}

/**
 * Bounds of silhouette ∩ image, exact for every lens. Their extremes lie on the silhouette's own border, which is made
 * of edges, or on a piece of the image's border, which ends at an edge or at an image corner that sees the cuboid.
 * Clamping the amodal bounds instead would be too large for any outline that passes an image corner obliquely.
 */
function visibleBounds(
  edges: readonly BoundedEdge[],
  edgeBounds: Rectangle,
  cuboid: Cuboid,
  camera: CameraView,
  image: Rectangle,
): Rectangle | undefined {
  if (!rectanglesOverlap(edgeBounds, image)) return undefined;
  const extremes: Point2[] = [];
  for (const { points, bounds } of edges) {
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

/** The front face's edges come first in `CUBOID_EDGES`, going round, so that their polylines make its outline. */
function outlineFrontFace(edges: readonly ProjectedEdge[]): readonly Pixel[] | undefined {
  const outline = edges.filter((edge) => edge.isFront).flatMap((edge) => edge.points);
  const withoutRepeats = outline.filter((pixel, i) => {
    const previous = outline.at(i - 1)!;
    return pixel[0] !== previous[0] || pixel[1] !== previous[1];
  });
  return withoutRepeats.length < 3 ? undefined : withoutRepeats;
}

/** The ends of the heading arrow, from the corners in the order of `CORNER_SIGNS`. */
function arrowOf(corners: readonly Vec3[]): readonly [Vec3, Vec3] {
  const front = midpoint(corners[0]!, corners[1]!);
  const middle = midpoint(front, midpoint(corners[4]!, corners[5]!));
  return [middle, lerp(middle, front, ARROW_REACH)];
}
