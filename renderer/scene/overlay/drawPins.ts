import { dot, subtract } from '#shared/geometry/vec3.ts';
import type { Pin } from '#renderer/editor/session/pin.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { drawPin } from './drawPin.ts';

/** The pins at points that a view shows; a level view shows a slice of the scene. */
export function drawPins(
  context: CanvasRenderingContext2D,
  view: SceneView,
  pins: readonly Pin[],
  theme: SceneTheme,
): void {
  const colors = { fill: theme.text, ink: theme.ground, casing: theme.casing, current: theme.accentFill };
  for (const pin of pins) {
    if (!('point' in pin.at)) continue;
    const { position, forward } = view.pose;
    const depth = dot(subtract(pin.at.point, position), forward);
    const at = depth <= view.reach ? view.project(pin.at.point) : undefined;
    if (at !== undefined && depth >= 0) drawPin(context, at, pin, colors);
  }
}
