import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { canMoveSelection } from '#renderer/editor/session/canMoveSelection.ts';
import type { GroundHeight } from '#renderer/editor/tools/groundHit.ts';
import { isLevelView, isOrthographic } from '#renderer/editor/tools/view.ts';
import type { ClassColor, ShownCuboid } from '../layers/drawnCuboids.ts';
import type { DistanceOrigin } from '#shared/pointcloud/distanceOrigin.ts';
import type { SceneWords } from '../sceneOptions.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import type { Viewports } from '../views/viewports.ts';
import { drawBand } from './drawBand.ts';
import { drawDimensions } from './drawDimensions.ts';
import { drawHandles } from './drawHandles.ts';
import { drawPins } from './drawPins.ts';
import { drawScale } from './drawScale.ts';
import { drawTags } from './drawTags.ts';
import { drawMeasurement, drawTaken } from './drawMeasurement.ts';
import { drawFocus, drawFootprint, drawGuide, drawReadout } from './drawTool.ts';

export interface OverlayContent {
  readonly session: EditorSession;
  readonly viewports: Viewports;
  readonly theme: SceneTheme;
  readonly words: SceneWords;
  readonly classColor: ClassColor;
  readonly cuboids: readonly ShownCuboid[];
  readonly showsAllTags: boolean;
  readonly headingRad: number;
  readonly groundHeight: GroundHeight;
  /** Where the rings are; undefined before the first cloud. */
  readonly ringCentre: DistanceOrigin | undefined;
}

/** Paints what lies over the scene in its views: distances, tags, handles and what a tool is doing. */
export function paintOverlay(
  context: CanvasRenderingContext2D,
  ratio: number,
  content: OverlayContent,
): void {
  const { width, height } = content.viewports.size;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  for (const view of content.viewports.views) {
    const { left, top, width: viewWidth, height: viewHeight } = view.rect;
    context.save();
    context.beginPath();
    context.rect(left, top, viewWidth, viewHeight);
    context.clip();
    context.translate(left, top);
    paintView(context, view, content);
    context.restore();
  }
}

function paintView(context: CanvasRenderingContext2D, view: SceneView, content: OverlayContent): void {
  const { session, theme, words, cuboids, showsAllTags } = content;
  const state = session.state.getState();
  const tool = session.tools.overlay.getState();
  const isLevel = isLevelView(view);
  if (content.ringCentre !== undefined && !isLevel) {
    drawScale(context, view, content.ringCentre, content.headingRad, content.groundHeight, theme);
  }
  const selected = cuboids.filter(({ isSelected }) => isSelected);
  const only = selected.length === 1 ? selected[0] : undefined;
  const isMeasured =
    only !== undefined && isOrthographic(view) && drawDimensions(context, view, only.cuboid, theme);
  const tagged = cuboids.filter((shown) => {
    // Where its sides are measured there is no room for its name, and no doubt which one it is.
    if (shown === only && isMeasured) return false;
    return showsAllTags || shown.isSelected || shown.isHovered;
  });
  // A level view is of one object, and cuts the others away.
  if (!isLevel)
    drawTags(context, view, tagged, ({ className, trackNumber }) => words.tag(className, trackNumber), theme);
  if (tool.footprint !== undefined) {
    drawFootprint(context, view, tool.footprint, content.classColor(state.activeClass));
  }
  if (tool.guide !== undefined) drawGuide(context, view, tool.guide, theme);
  if (tool.band !== undefined && tool.viewId === view.id) drawBand(context, tool.band, theme.accent);
  if (tool.measurement !== undefined)
    drawMeasurement(context, view, tool.measurement, words.measurement(tool.measurement), theme);
  if (tool.taken !== undefined) drawTaken(context, view, tool.taken, theme);
  drawPins(context, view, state.pins, theme);
  const hasKeys = session.tools.focus.store.getState().viewId === view.id;
  if (hasKeys && canMoveSelection(state, session.document)) drawFocus(context, view, theme);
  if (only === undefined) return;
  if (state.readOnly === undefined && state.tool === 'select' && !only.isLocked) {
    drawHandles(context, view, only.cuboid, tool, theme);
  }
  if (tool.readout !== undefined && tool.viewId === view.id) {
    const beside = tool.activeHandle?.at ?? view.project(only.cuboid.centre);
    if (beside !== undefined)
      drawReadout(context, view, words.readout(tool.readout), beside, theme.accentFill);
  }
}
