import type { Pixel } from '#shared/camera/cameraModel.ts';
import { clipSegmentToRectangle, type Rectangle } from '#shared/geometry/rectangle.ts';

/** Where a line leaves the image: short marks there say that it goes on. */
export interface BorderTick {
  readonly at: Pixel;
  /** Of the border that it crosses. */
  readonly isVertical: boolean;
}

/** The places where a line of pixels crosses the image's border. */
export function borderTicks(points: readonly Pixel[], image: Rectangle): readonly BorderTick[] {
  const ticks: BorderTick[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i]!, points[i + 1]!];
    const visible = clipSegmentToRectangle(from, to, image);
    if (visible === undefined) continue;
    // The clipping hands back the very end where that is inside.
    if (visible[0] !== from) ticks.push(tickAt(visible[0], image));
    if (visible[1] !== to) ticks.push(tickAt(visible[1], image));
  }
  return ticks;
}

function tickAt(at: Pixel, { left, right, top, bottom }: Rectangle): BorderTick {
  const toSide = Math.min(Math.abs(at[0] - left), Math.abs(at[0] - right));
  const toEnd = Math.min(Math.abs(at[1] - top), Math.abs(at[1] - bottom));
  return { at, isVertical: toSide <= toEnd };
}
