import type { CameraView } from '#shared/camera/cameraView.ts';
import { projectVisible } from '#shared/camera/projectVisible.ts';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import { bestCamera } from '#renderer/editor/session/bestCamera.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { projectingCameras, type ImageSize } from '#renderer/editor/session/projections.ts';
import { drawCuboid } from '#renderer/images/drawCuboid.ts';
import type { ImageCrop, WantedCrop } from './imageCrops.ts';

/** The image that shows an object best in a frame, and how it is seen there. */
export interface BestImage {
  readonly wanted: WantedCrop;
  readonly view: CameraView;
}

/** Of the object's own size, so much is shown. */
const ROOM = 2.2;
/** Of another version, on photographs. */
const GHOST = '#FFFFFF';
/** Smaller pieces of an image are coarse, pixels. */
const SMALLEST = 48;

/** Undefined where no camera of the frame sees it. */
export function bestImageOf(
  session: Pick<EditorSession, 'calibrationOf'>,
  sequence: Sequence,
  frame: Frame,
  cuboid: Cuboid,
  aspect: number,
  sizeOf: ImageSize,
): BestImage | undefined {
  const calibrationOf: EditorSession['calibrationOf'] = (camera, at) => session.calibrationOf(camera, at);
  const cameras = projectingCameras(sequence, frame, calibrationOf, sizeOf);
  const best = cameras.find(({ id }) => id === bestCamera(cuboid, cameras));
  const projected = best && projectVisible(cuboid, best.view);
  const path = frame.images.find(({ sensor }) => sensor === best?.id)?.path;
  if (best === undefined || projected === undefined || path === undefined) return undefined;
  return {
    view: best.view,
    wanted: { path, cameraId: best.id, area: areaAbout(projected.clipped, aspect, best.view) },
  };
}

/** As far as it can be within the image. */
function areaAbout(
  { left, right, top, bottom }: Rectangle,
  aspect: number,
  image: Pick<CameraView, 'width' | 'height'>,
): Rectangle {
  const height = ROOM * Math.max(SMALLEST / ROOM, bottom - top, (right - left) / aspect);
  const width = height * aspect;
  const x = within((left + right) / 2, width, image.width);
  const y = within((top + bottom) / 2, height, image.height);
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The middle of a stretch, moved so that the stretch lies between 0 and `size`; in the middle where it is longer. */
function within(middle: number, stretch: number, size: number): number {
  if (stretch >= size) return size / 2;
  return Math.min(size - stretch / 2, Math.max(stretch / 2, middle));
}

export interface ImageCellContent {
  readonly crop: ImageCrop;
  readonly view: CameraView;
  readonly cuboid: Cuboid;
  /** Another version of it, drawn thin. */
  readonly ghost?: Cuboid | undefined;
  readonly color: string;
  readonly isDashed: boolean;
}

/** The piece of the image, and the cuboid on it; CSS pixels of a cell of this size. */
export function paintImageCell(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  { crop, view, cuboid, ghost, color, isDashed }: ImageCellContent,
): void {
  const { area } = crop;
  const scale = Math.max(width / (area.right - area.left), height / (area.bottom - area.top));
  const offsetX = width / 2 - ((area.left + area.right) / 2) * scale;
  const offsetY = height / 2 - ((area.top + area.bottom) / 2) * scale;
  const right = Math.min(crop.width, Math.ceil(area.right));
  const bottom = Math.min(crop.height, Math.ceil(area.bottom));
  // The middle of the first pixel is 0.
  const at = (pixel: number, offset: number): number => (pixel - 0.5) * scale + offset;
  context.drawImage(
    crop.bitmap,
    at(crop.left, offsetX),
    at(crop.top, offsetY),
    (right - crop.left) * scale,
    (bottom - crop.top) * scale,
  );
  const panel = { width, height, name: { width: 0, height: 0 } };
  const place = { scale, offsetX, offsetY };
  const style = { color, isSelected: true, isHovered: false, isDashed, tag: undefined, isLocked: false };
  const other = ghost && projectVisible(ghost, view);
  if (other !== undefined)
    drawCuboid(context, other, place, panel, crop, {
      ...style,
      color: GHOST,
      isSelected: false,
      isDashed: true,
    });
  const projected = projectVisible(cuboid, view);
  if (projected !== undefined) drawCuboid(context, projected, place, panel, crop, style);
}
