import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { GroundHeight } from '#renderer/editor/tools/groundHit.ts';
import type { DistanceOrigin } from '#shared/pointcloud/distanceOrigin.ts';
import { AXIS_METRES, RING_STEP } from '../objects/rangeRings.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { drawRimmedText, SMALL_FONT } from './canvasText.ts';

/** Nearer to each other than this, ring labels are thinned out, CSS pixels. */
const LABEL_SPACING = 48;
const LABELLED_RINGS = 10;

/** Distances on the rings, along the heading given, and the letters of the axes. */
export function drawScale(
  context: CanvasRenderingContext2D,
  view: SceneView,
  centre: DistanceOrigin,
  headingRad: number,
  groundHeight: GroundHeight,
  theme: SceneTheme,
): void {
  const style = { font: SMALL_FONT, ink: theme.faintText, rim: theme.ground };
  const place = (x: number, y: number): Vec3 => [
    centre.x + x,
    centre.y + y,
    groundHeight(centre.x + x, centre.y + y),
  ];
  let lastX = -Infinity;
  let lastY = -Infinity;
  for (let ring = 1; ring <= LABELLED_RINGS; ring++) {
    const radius = ring * RING_STEP;
    const at = view.project(place(radius * Math.cos(headingRad), radius * Math.sin(headingRad)));
    if (at === undefined || Math.hypot(at[0] - lastX, at[1] - lastY) < LABEL_SPACING) continue;
    if (centre.isSensor && view.contains([at[0] + view.rect.left, at[1] + view.rect.top])) {
      drawRimmedText(context, `${radius} m`, at, style);
    }
    [lastX, lastY] = at;
  }
  const zero = view.project(place(0, 0));
  for (const [letter, x, y] of [['x', 1, 0] as const, ['y', 0, 1] as const]) {
    const at = view.project(place(x * AXIS_METRES * 1.2, y * AXIS_METRES * 1.2));
    if (at === undefined || zero === undefined) continue;
    // Letters of an axis that is only a few pixels long would lie on top of each other.
    if (Math.hypot(at[0] - zero[0], at[1] - zero[1]) > 12) drawRimmedText(context, letter, at, style);
  }
}
