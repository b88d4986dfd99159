import type { Pixel } from '#shared/camera/cameraModel.ts';
import { imageRectangle, type CameraView } from '#shared/camera/cameraView.ts';
import { pixelInImage } from '#shared/camera/projectPoint.ts';
import { projectSegments, type Polyline } from '#shared/camera/projectSegment.ts';
import { transformPoint } from '#shared/geometry/rigidTransform.ts';
import type { Trajectory } from '#renderer/editor/session/trajectories.ts';

/** What a camera sees of a path, pixels of its image. */
export interface ProjectedTrajectory {
  /** Up to the frame on screen: as many lines as the lens's domain cuts it into, not clipped by the image's border. */
  readonly past: readonly Polyline[];
  readonly future: readonly Polyline[];
  /** Keyframes in the image, by frame. */
  readonly keyframes: readonly { readonly at: Pixel; readonly isPast: boolean }[];
}

/**
 * Projects a path as cuboids' edges are: clipped in camera coordinates before it is divided, so that what passes the
 * vehicle ends where the camera's view does, and curved as the lens curves it.
 */
export function projectTrajectory({ points, here }: Trajectory, camera: CameraView): ProjectedTrajectory {
  const { model, cameraFromLabel } = camera;
  const inCamera = points.map(({ position }) => transformPoint(cameraFromLabel, position));
  const steps = points.slice(1).map((_, i) => [i, i + 1] as const);
  const pieces = projectSegments(model, inCamera, steps, imageRectangle(camera.width, camera.height));
  const isPast = (i: number): boolean => points[i]!.index <= here;
  return {
    past: joined(pieces.filter((_, i) => isPast(i + 1))),
    future: joined(pieces.filter((_, i) => !isPast(i + 1))),
    keyframes: points.flatMap(({ position, isKeyframe, index }) => {
      const at = isKeyframe && index !== here ? pixelInImage(position, camera) : undefined;
      return at === undefined ? [] : [{ at, isPast: index < here }];
    }),
  };
}

/** Pieces that go on from one another as one line: its dashes would begin anew with each. */
function joined(pieces: readonly (readonly Polyline[])[]): readonly Polyline[] {
  const lines: Pixel[][] = [];
  for (const piece of pieces.flat()) {
    const end = lines.at(-1)?.at(-1);
    const [start] = piece;
    if (end !== undefined && start !== undefined && end[0] === start[0] && end[1] === start[1])
      lines.at(-1)!.push(...piece.slice(1));
    else lines.push([...piece]);
  }
  return lines;
}
