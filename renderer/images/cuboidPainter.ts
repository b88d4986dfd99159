import { projectCuboid } from '#shared/camera/projectCuboid.ts';
import type { VisibleCuboid } from '#shared/camera/projectVisible.ts';
import type { CuboidRecord } from '#renderer/editor/document/records.ts';
import { isUnreviewed } from '#renderer/editor/edits/provenance.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { cuboidsOnScreen } from '#renderer/editor/session/viewFilter.ts';
import type { DisplayedImage } from './displayedImage.ts';
import { drawCuboid, type CuboidStyle } from './drawCuboid.ts';
import type { PanelRoom } from './drawTag.ts';
import type { ImageLook } from './imageLook.ts';
import { isInPanel, type ImageViewport } from './imageViewport.ts';
import { ProjectionCache } from './projectionCache.ts';

/** Less than this rounds to nothing. */
const LEAST_TRUNCATION = 0.005;

/** A cuboid as it is to be drawn. */
export interface CuboidInPanel {
  readonly projected: VisibleCuboid;
  readonly style: CuboidStyle;
}

/** Draws the cuboids of the frame on screen as one camera sees them. */
export class CuboidPainter {
  readonly #session: EditorSession;
  readonly #classColor: (className: string) => string;
  readonly #projections = new ProjectionCache();

  constructor(session: EditorSession, classColor: (className: string) => string) {
    this.#session = session;
    this.#classColor = classColor;
  }

  /** Those that can be seen in the panel: far ones first, what is selected last. */
  inPanel(
    shown: DisplayedImage,
    viewport: ImageViewport,
    panel: PanelRoom,
    truncated: ImageLook['truncated'],
  ): readonly CuboidInPanel[] {
    if (shown.camera === undefined) return [];
    const { document, state } = this.#session;
    const { selection, hovered, trackView, frameId } = state.getState();
    const isFrozen = frameId !== undefined && document.isFrozen(frameId);
    const isOnTop = ({ id }: CuboidRecord): boolean => selection.includes(id);
    return (
      this.#projections
        .project(shown.camera, cuboidsOnScreen(document, state.getState()))
        // The arrow and the tag of a selected one can be in sight without it.
        .filter(({ record, projected }) => isOnTop(record) || isInPanel(projected.clipped, viewport, panel))
        .sort((a, b) => Number(isOnTop(a.record)) - Number(isOnTop(b.record)))
        .map(({ record, projected }) => {
          const isSelected = isOnTop(record);
          const isHovered = hovered === record.id;
          const tag = isSelected || isHovered ? this.#tagOf(record, projected, shown, truncated) : undefined;
          const style = {
            color: this.#classColor(document.get(record.trackId)?.class ?? ''),
            isSelected,
            isHovered,
            isDashed: isUnreviewed(record),
            tag,
            isLocked: isFrozen || trackView.locked.has(record.trackId),
          };
          return { projected, style };
        })
    );
  }

  draw(
    context: CanvasRenderingContext2D,
    cuboids: readonly CuboidInPanel[],
    { image }: DisplayedImage,
    viewport: ImageViewport,
    panel: PanelRoom,
  ): void {
    for (const { projected, style } of cuboids) drawCuboid(context, projected, viewport, panel, image, style);
  }

  #tagOf(
    { trackId, cuboid }: CuboidRecord,
    projected: VisibleCuboid,
    { isUndistorted, calibrated: original }: DisplayedImage,
    truncated: ImageLook['truncated'],
  ): string {
    const track = this.#session.document.get(trackId);
    const name = `${track?.class ?? ''} ${track?.number ?? ''}`.trim();
    // An undistorted view is cut elsewhere than the image, which is what labels are about.
    const calibrated = isUndistorted ? original : undefined;
    const { truncation } = (calibrated && projectCuboid(cuboid, calibrated)) ?? projected;
    return truncation < LEAST_TRUNCATION ? name : `${name} · ${truncated(truncation)}`;
  }
}

/** Where these are the same one by one, so is what is drawn. */
export function whatIsDrawn({ projected, style }: CuboidInPanel): readonly unknown[] {
  const { color, isSelected, isHovered, isDashed, tag, isLocked } = style;
  return [projected, color, isSelected, isHovered, isDashed, tag, isLocked];
}
