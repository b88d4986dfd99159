import { CUBOID_EDGES, type Cuboid } from '../geometry/cuboid.ts';
import { lerp, midpoint, type Vec3 } from '../geometry/vec3.ts';
import type { Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { boundsOfEdges, cornersCamera, type CuboidBounds } from './cuboidBounds.ts';
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
export interface ProjectedCuboid extends CuboidBounds {
  readonly edges: readonly ProjectedEdge[];
  /** Outline of the +x face, cut at the lens's domain. */
  readonly frontFace: readonly Pixel[] | undefined;
  /** On the floor face, from under the centre to a little past the front face. */
  readonly headingArrow: readonly Pixel[] | undefined;
}

/** The heading arrow is this many times as long as half the cuboid. */
const ARROW_REACH = 1.25;
/** The edges, and after the eight corners the two ends of the arrow. */
const SEGMENTS = [...CUBOID_EDGES, [8, 9] as const];

/** Projects a cuboid of the label frame; undefined when all of it is behind the camera or outside the lens's domain. */
export function projectCuboid(cuboid: Cuboid, camera: CameraView): ProjectedCuboid | undefined {
  const image = imageRectangle(camera.width, camera.height);
  const corners = cornersCamera(cuboid, camera);
  const polylines = projectSegments(camera.model, [...corners, ...arrowOf(corners)], SEGMENTS, image);
  const ofEdges = polylines.slice(0, CUBOID_EDGES.length);
  const bounds = boundsOfEdges(ofEdges, cuboid, camera);
  if (bounds === undefined) return undefined;
  const edges = ofEdges.flatMap((lines, edge) =>
    lines.map((points): ProjectedEdge => ({ edge, points, isFront: edge < 4 })),
  );
  const headingArrow = polylines[CUBOID_EDGES.length]![0];
  return { ...bounds, edges, frontFace: outlineFrontFace(edges), headingArrow };
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
