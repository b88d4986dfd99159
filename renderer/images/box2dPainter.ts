import { projectVisible } from '#shared/camera/projectVisible.ts';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Box2dRecord } from '#renderer/editor/document/records.ts';
import { boxesOnScreen } from '#renderer/editor/session/boxesOnScreen.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { isOnScreen } from '#renderer/editor/session/viewFilter.ts';
import { CASING, strokeCased, tracePath } from './casedLines.ts';
import type { DisplayedImage } from './displayedImage.ts';
import { drawTag, type PanelRoom } from './drawTag.ts';
import { isInPanel, panelFromImage, type ImageViewport } from './imageViewport.ts';
import { seenThrough } from './seenThrough.ts';

const WHITE = '#FFFFFF';
const LINE = { normal: 1.5, hovered: 2, selected: 2.25 };
const PROJECTED_LINE = 1.25;
const HANDLE = 7;
/** Below this size on screen, CSS pixels, the handles would hide the box. */
const LEAST_FOR_HANDLES = 28;
/** The hollow corner that tells what a detector drew. */
const CORNER_MARK = 6;
/** A side that a lens bends is drawn through this many points of it. */
const BENDS = 16;

/**
 * Draws the 2D boxes of one camera: white, with a tag in the colour of the class; and dashed in that colour what the
 * object's cuboid looks like, so that the two can be compared.
 */
export class Box2dPainter {
  readonly #session: EditorSession;
  readonly #cameraId: string;
  readonly #classColor: (className: string) => string;

  constructor(session: EditorSession, cameraId: string, classColor: (className: string) => string) {
    this.#session = session;
    this.#cameraId = cameraId;
    this.#classColor = classColor;
  }

  draw(
    context: CanvasRenderingContext2D,
    shown: DisplayedImage,
    viewport: ImageViewport,
    panel: PanelRoom,
  ): void {
    for (const box of this.#boxes().toSorted((a, b) => this.#rank(a) - this.#rank(b))) {
      const outline = outlineOf(box.rectangle, shown);
      if (outline === undefined || !isInPanel(outline.bounds, viewport, panel)) continue;
      this.#drawProjection(context, box, shown, viewport);
      this.#drawBox(context, box, outline, shown, viewport, panel);
    }
  }

  /** Where these are the same one by one, so is what is drawn. */
  whatIsDrawn(): readonly unknown[] {
    const { document, state } = this.#session;
    const { locked } = state.getState().trackView;
    return this.#boxes().flatMap((box) => {
      const { trackId } = box;
      const track = trackId && document.get(trackId);
      const isLocked = trackId !== undefined && locked.has(trackId);
      return [box, this.#rank(box), this.#isNamed(box), this.#cuboidOf(box), track, isLocked];
    });
  }

  #boxes(): readonly Box2dRecord[] {
    const { document, state } = this.#session;
    return boxesOnScreen(document, state.getState()).filter(({ camera }) => camera === this.#cameraId);
  }

  /** Higher lies on top. */
  #rank({ id }: Box2dRecord): number {
    const { selectedBox, hoveredBox } = this.#session.state.getState();
    return id === selectedBox ? 2 : id === hoveredBox ? 1 : 0;
  }

  /** Of its object, where that is on screen. */
  #cuboidOf({ frameId, trackId }: Box2dRecord): Cuboid | undefined {
    const { document, state } = this.#session;
    const record = trackId && document.cuboidsIn(frameId).find((cuboid) => cuboid.trackId === trackId);
    return record && isOnScreen(document, state.getState(), record) ? record.cuboid : undefined;
  }

  #drawBox(
    context: CanvasRenderingContext2D,
    box: Box2dRecord,
    { points, bounds }: Outline,
    { image, isUndistorted }: DisplayedImage,
    viewport: ImageViewport,
    panel: PanelRoom,
  ): void {
    const { state } = this.#session;
    const { selectedBox, hoveredBox, trackView } = state.getState();
    const [isSelected, isHovered] = [box.id === selectedBox, box.id === hoveredBox];
    const path = new Path2D();
    tracePath(path, points, viewport);
    path.closePath();
    strokeCased(
      context,
      path,
      WHITE,
      isSelected ? LINE.selected : isHovered ? LINE.hovered : LINE.normal,
      false,
    );
    if (box.source !== 'manual' && !isUndistorted) drawCornerMark(context, bounds, viewport);
    if (isSelected && !isUndistorted) drawHandles(context, bounds, viewport);
    if (!isSelected && !isHovered && this.#isNamed(box)) return;
    drawTag(context, this.#tagOf(box), bounds, viewport, panel, image, {
      color: this.#classColor(box.class),
      isSelected,
      isLocked: box.trackId !== undefined && trackView.locked.has(box.trackId),
    });
  }

  /** Its cuboid has a tag in the same place, with the same name. */
  #isNamed({ trackId, frameId }: Box2dRecord): boolean {
    const { document, state } = this.#session;
    const { selection, hovered } = state.getState();
    if (trackId === undefined) return false;
    return [...selection, hovered].some((id) => {
      const record = id === undefined ? undefined : document.get(id);
      return record?.frameId === frameId && record.trackId === trackId;
    });
  }

  #tagOf({ class: className, trackId, score }: Box2dRecord): string {
    const track = trackId === undefined ? undefined : this.#session.document.get(trackId);
    const name = track === undefined ? className : `${className} ${track.number}`;
    return score === undefined ? name : `${name} · ${score.toFixed(2)}`;
  }

  #drawProjection(
    context: CanvasRenderingContext2D,
    box: Box2dRecord,
    { camera, isUndistorted }: DisplayedImage,
    viewport: ImageViewport,
  ): void {
    const cuboid = this.#cuboidOf(box);
    if (box.trackId === undefined || cuboid === undefined || camera === undefined || isUndistorted) return;
    const projected = projectVisible(cuboid, camera);
    if (projected === undefined) return;
    const path = new Path2D();
    tracePath(path, cornersOf(box.extent === 'amodal' ? projected.amodal : projected.clipped), viewport);
    path.closePath();
    const color = this.#classColor(this.#session.document.get(box.trackId)?.class ?? '');
    strokeCased(context, path, color, PROJECTED_LINE, true);
  }
}

/** Pixels of the picture that is shown. */
interface Outline {
  readonly points: readonly Pixel[];
  readonly bounds: Rectangle;
}

/** Straight on the original; where its lens is undone, bent as everything is. */
function outlineOf(rectangle: Rectangle, shown: DisplayedImage): Outline | undefined {
  const corners = cornersOf(rectangle);
  if (!shown.isUndistorted) return { points: corners, bounds: rectangle };
  const { calibrated, camera } = shown;
  if (calibrated === undefined || camera === undefined) return undefined;
  const points = corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % corners.length]!;
    return Array.from({ length: BENDS }, (_, step): Pixel => {
      const part = step / BENDS;
      return [corner[0] + (next[0] - corner[0]) * part, corner[1] + (next[1] - corner[1]) * part];
    })
      .map((pixel) => seenThrough(pixel, calibrated, camera))
      .filter((pixel) => pixel !== undefined);
  });
  if (points.length < 3) return undefined;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const bounds = {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
  return { points, bounds };
}

function cornersOf({ left, top, right, bottom }: Rectangle): readonly Pixel[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

function drawHandles(context: CanvasRenderingContext2D, rectangle: Rectangle, viewport: ImageViewport): void {
  const { left, top, right, bottom } = rectangle;
  const [x0, y0] = panelFromImage(viewport, [left, top]);
  const [x1, y1] = panelFromImage(viewport, [right, bottom]);
  if (Math.min(x1 - x0, y1 - y0) < LEAST_FOR_HANDLES) return;
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const places = [
    [x0, y0],
    [cx, y0],
    [x1, y0],
    [x1, cy],
    [x1, y1],
    [cx, y1],
    [x0, y1],
    [x0, cy],
  ] as const;
  context.lineWidth = 1.5;
  for (const [x, y] of places) {
    context.fillStyle = WHITE;
    context.strokeStyle = CASING;
    context.beginPath();
    context.rect(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE);
    context.fill();
    context.stroke();
  }
}

/** A hollow corner inside the lower right one. */
function drawCornerMark(
  context: CanvasRenderingContext2D,
  { right, bottom }: Rectangle,
  viewport: ImageViewport,
): void {
  const [x, y] = panelFromImage(viewport, [right, bottom]);
  const path = new Path2D();
  path.rect(x - CORNER_MARK - 2, y - CORNER_MARK - 2, CORNER_MARK, CORNER_MARK);
  strokeCased(context, path, WHITE, 1, false);
}
