import { imageRectangle } from '../../camera/cameraView.ts';
import { rectanglesOverlap } from '../../geometry/rectangle.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import type { QualityCamera } from '../qualityFrame.ts';

/** Why nothing can be said about a 2D box but that it is wrong; in the order in which it is looked at. */
const BOX_FAULTS = ['notANumber', 'inverted', 'noArea', 'unknownCamera', 'outside'] as const;
export type BoxFault = (typeof BOX_FAULTS)[number];

/** @param camera the box's, of the frame; undefined: the frame has no image of it */
export function boxFaultOf(
  { rectangle }: Box2dJson,
  camera: QualityCamera | undefined,
): BoxFault | undefined {
  const { left, top, right, bottom } = rectangle;
  if (![left, top, right, bottom].every(Number.isFinite)) return 'notANumber';
  if (left > right || top > bottom) return 'inverted';
  if (left === right || top === bottom) return 'noArea';
  if (camera === undefined) return 'unknownCamera';
  const { view } = camera;
  if (view !== undefined && !rectanglesOverlap(rectangle, imageRectangle(view.width, view.height)))
    return 'outside';
  return undefined;
}
