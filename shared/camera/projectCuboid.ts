import { CUBOID_EDGES, cuboidCorners, labelFromBox, type Cuboid } from '../geometry/cuboid.ts';
import type { Point2 } from '../geometry/point2.ts';
import { intersectCuboid, type Ray } from '../geometry/ray.ts';
import {
  boundsOfPoints,
  clipSegmentToRectangle,
  rectangleArea,
  rectangleCorners,
  rectanglesOverlap,
  uniteRectangles,
  type Rectangle,
} from '../geometry/rectangle.ts';
import { transformPoint } from '../geometry/rigidTransform.ts';
import { length, type Vec3 } from '../geometry/vec3.ts';
import type { Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { rayFromPixel } from './projectPoint.ts';
import { projectSegment } from './projectSegment.ts';

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

/** Projects a cuboid of the label frame; undefined when all of it is behind the camera or outside the lens's domain. */
export function projectCuboid(cuboid: Cuboid, camera: CameraView): ProjectedCuboid | undefined {
  const { model, cameraFromLabel } = camera;
  const image = imageRectangle(camera.width, camera.height);
  const corners = cuboidCorners(cuboid).map((corner) => transformPoint(cameraFromLabel, corner));
  const edges = CUBOID_EDGES.flatMap(([from, to], edge) =>
    projectSegment(model, corners[from]!, corners[to]!, image).map((points): ProjectedEdge => ({
      edge,
      points,
      isFront: edge < 4,
    })),
  );
  const edgeBounds = boundsOfPoints(edges.flatMap((edge) => edge.points));
  if (edgeBounds === undefined) return undefined;
  const clipped = visibleBounds(edges, edgeBounds, cuboid, camera, image);
  const amodal = clipped === undefined ? edgeBounds : uniteRectangles(edgeBounds, clipped);
  const centre = transformPoint(cameraFromLabel, cuboid.centre);
  return {
    edges,
    frontFace: outlineFrontFace(edges),
    headingArrow: projectArrow(cuboid, camera, image),
    amodal,
    clipped,
    truncation: truncationOf(amodal, clipped),
    depth: model.isRectilinear ? centre[2] : length(centre),
  };
}

/**
 * Bounds of silhouette ∩ image, exact for every lens. Their extremes lie on the silhouette's own border, which is made
 * of edges, or on a piece of the image's border, which ends at an edge or at an image corner that sees the cuboid.
 * Clamping the amodal bounds instead would be too large for any outline that passes an image corner obliquely.
 */
function visibleBounds(
  edges: readonly ProjectedEdge[],
  edgeBounds: Rectangle,
  cuboid: Cuboid,
  camera: CameraView,
  image: Rectangle,
): Rectangle | undefined {
  if (!rectanglesOverlap(edgeBounds, image)) return undefined;
  const extremes: Point2[] = [];
  for (const { points } of edges) {
    for (let i = 0; i + 1 < points.length; i++) {
      const visible = clipSegmentToRectangle(points[i]!, points[i + 1]!, image);
      if (visible !== undefined) extremes.push(...visible);
    }
  }
  for (const { corner, ray } of cornersOf(camera, image)) {
    if (ray !== undefined && intersectCuboid(ray, cuboid) !== undefined) extremes.push(corner);
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

function projectArrow(cuboid: Cuboid, camera: CameraView, image: Rectangle): readonly Pixel[] | undefined {
  const [boxLength, , boxHeight] = cuboid.size;
  const at = (x: number): Vec3 =>
    transformPoint(camera.cameraFromLabel, labelFromBox(cuboid, [x, 0, -boxHeight / 2]));
  return projectSegment(camera.model, at(0), at((boxLength / 2) * ARROW_REACH), image)[0];
}
