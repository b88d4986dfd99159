import type { Pixel } from '#shared/camera/cameraModel.ts';
import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import { boundsOfPoints, rectangleArea, sharedArea, type Rectangle } from '#shared/geometry/rectangle.ts';
import type { CuboidRecord } from '../document/records.ts';
import type { ToolView } from './view.ts';

/** The rubber band between two positions of a view. */
export function bandBetween([ax, ay]: Pixel, [bx, by]: Pixel): Rectangle {
  return { left: Math.min(ax, bx), top: Math.min(ay, by), right: Math.max(ax, bx), bottom: Math.max(ay, by) };
}

/** Those whose centre appears in the band, or most of the rectangle that they fill on screen. */
export function cuboidsInBand(
  cuboids: readonly CuboidRecord[],
  view: ToolView,
  band: Rectangle,
): readonly CuboidRecord[] {
  return cuboids.filter(({ cuboid }) => {
    const centre = view.project(cuboid.centre);
    if (centre !== undefined && contains(band, centre)) return true;
    const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
    // One that reaches behind the viewer has no rectangle on screen.
    if (corners.includes(undefined)) return false;
    const bounds = boundsOfPoints(corners.filter((corner) => corner !== undefined));
    return bounds !== undefined && sharedArea(bounds, band) > rectangleArea(bounds) / 2;
  });
}

function contains({ left, top, right, bottom }: Rectangle, [x, y]: Pixel): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
