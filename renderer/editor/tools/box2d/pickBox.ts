import { rectangleArea, type Rectangle } from '#shared/geometry/rectangle.ts';
import type { Box2dRecord } from '../../document/records.ts';
import type { PointerInput, ToolView } from '../view.ts';
import { isInside, isOnLine } from './boxGrip.ts';

/** Where a view shows a rectangle of its image, CSS pixels; undefined where it does not show it as one. */
export function rectangleInView(
  { image }: ToolView,
  { left, top, right, bottom }: Rectangle,
): Rectangle | undefined {
  if (image === undefined) return undefined;
  const [x0, y0] = image.toView([left, top]);
  const [x1, y1] = image.toView([right, bottom]);
  return { left: x0, top: y0, right: x1, bottom: y1 };
}

/** The smallest box of the image whose line, or whose inside, is under the pointer. */
export function pickBox(
  boxes: readonly Box2dRecord[],
  { view, position }: Pick<PointerInput, 'view' | 'position'>,
  by: 'line' | 'inside',
): Box2dRecord | undefined {
  const test = by === 'line' ? isOnLine : isInside;
  const found = boxes.flatMap((box) => {
    const shown = box.camera === view.cameraId ? rectangleInView(view, box.rectangle) : undefined;
    return shown !== undefined && test(shown, position) ? [{ box, area: rectangleArea(shown) }] : [];
  });
  return found.sort((a, b) => a.area - b.area)[0]?.box;
}
