import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import type { Trajectory } from '#renderer/editor/session/trajectories.ts';
import { CASING, strokeCased, tracePath } from './casedLines.ts';
import { panelFromImage, type ImageViewport } from './imageViewport.ts';
import { projectTrajectory, type ProjectedTrajectory } from './projectTrajectory.ts';

const LINE = { foremost: 2, other: 1.25 };
/** CSS pixels. */
const DOT_RADIUS = 3;
/** Dots of keyframes that are nearer to the last one would be a second line. */
const DOT_STEP = 9;

interface Known {
  readonly camera: CameraView;
  readonly projected: ProjectedTrajectory;
}

/** Paints the paths of objects over one camera's image: past solid, future dashed, keyframes as dots. */
export class TrajectoryPainter {
  readonly #classColor: (className: string) => string;
  /** A path is a new object whenever it changes; zooming and dragging something else project nothing again. */
  readonly #projections = new WeakMap<Trajectory, Known>();

  constructor(classColor: (className: string) => string) {
    this.#classColor = classColor;
  }

  draw(
    context: CanvasRenderingContext2D,
    trajectories: readonly Trajectory[],
    camera: CameraView,
    viewport: ImageViewport,
  ): void {
    for (const trajectory of trajectories) {
      const projected = this.#project(trajectory, camera);
      const color = this.#classColor(trajectory.className);
      const width = trajectory.isForemost ? LINE.foremost : LINE.other;
      for (const [lines, isDashed] of [
        [projected.future, true],
        [projected.past, false],
      ] as const) {
        if (lines.length === 0) continue;
        const path = new Path2D();
        for (const line of lines) tracePath(path, line, viewport);
        strokeCased(context, path, color, width, isDashed);
      }
      if (trajectory.isForemost) drawDots(context, projected, viewport, color);
    }
  }

  #project(trajectory: Trajectory, camera: CameraView): ProjectedTrajectory {
    const known = this.#projections.get(trajectory);
    if (known?.camera === camera) return known.projected;
    const projected = projectTrajectory(trajectory, camera);
    this.#projections.set(trajectory, { camera, projected });
    return projected;
  }
}

/** Those to come are hollow. */
function drawDots(
  context: CanvasRenderingContext2D,
  { keyframes }: ProjectedTrajectory,
  viewport: ImageViewport,
  color: string,
): void {
  let last: Pixel | undefined;
  for (const { at, isPast } of keyframes) {
    const [x, y] = panelFromImage(viewport, at);
    if (last !== undefined && Math.hypot(x - last[0], y - last[1]) < DOT_STEP) continue;
    last = [x, y];
    disc(context, x, y, DOT_RADIUS + 1, CASING);
    disc(context, x, y, DOT_RADIUS, color);
    if (!isPast) disc(context, x, y, DOT_RADIUS - 1.5, '#0B0E13');
  }
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, fill: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}
