import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import { boundsOfPoints } from '#shared/geometry/rectangle.ts';
import { HANDLE_TARGET, handlesOf } from '#renderer/editor/tools/handles.ts';
import type { ShownCuboid } from '../layers/drawnCuboids.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { chipWidth, drawChip, drawRimmedText, readableOn, TAG_FONT } from './canvasText.ts';
import { layOutTags, TAG_HEIGHT, type TagWish } from './tagLayout.ts';

interface CuboidTag extends TagWish {
  readonly shown: ShownCuboid;
  readonly text: string;
}

/** Names the cuboids given: on their colour when selected, in their colour otherwise. The last ones go first. */
export function drawTags(
  context: CanvasRenderingContext2D,
  view: SceneView,
  cuboids: readonly ShownCuboid[],
  tagText: (shown: ShownCuboid) => string,
  theme: SceneTheme,
): void {
  const wishes = cuboids
    .map((shown): CuboidTag | undefined => {
      const anchor = anchorOf(shown, view);
      if (anchor === undefined) return undefined;
      const text = tagText(shown);
      return { shown, text, anchor, width: chipWidth(context, text, TAG_FONT), isRequired: shown.isSelected };
    })
    .filter((wish) => wish !== undefined)
    .toReversed();
  for (const { wish, at } of layOutTags(wishes, view.rect)) {
    const { shown, text, width } = wish;
    if (shown.isSelected) {
      const style = { font: TAG_FONT, fill: shown.hex, ink: readableOn(shown.hex), height: TAG_HEIGHT };
      drawChip(context, text, at, style);
    } else {
      const middle = [at[0] + width / 2, at[1] + TAG_HEIGHT / 2 + 0.5] as const;
      drawRimmedText(context, text, middle, { font: TAG_FONT, ink: shown.hex, rim: theme.ground });
    }
  }
}

/** Middle of the upper edge of a cuboid and its handles on screen; undefined where none of it is in the view. */
function anchorOf(
  { cuboid, isSelected, isLocked }: ShownCuboid,
  view: SceneView,
): readonly [number, number] | undefined {
  const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
  const bounds = boundsOfPoints(corners.filter((corner) => corner !== undefined));
  if (bounds === undefined) return undefined;
  const { width, height } = view.rect;
  const isOutside = bounds.right < 0 || bounds.left > width || bounds.bottom < 0 || bounds.top > height;
  if (isOutside) return undefined;
  const handles = isSelected && !isLocked ? handlesOf(cuboid, view) : [];
  const top = Math.min(bounds.top, ...handles.map(({ at }) => at[1] - HANDLE_TARGET / 2));
  return [(bounds.left + bounds.right) / 2, top];
}
