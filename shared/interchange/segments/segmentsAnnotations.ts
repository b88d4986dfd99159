import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { toImageCorner } from '../../geometry/imageCorner.ts';
import { roundRadians } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import type { LabelBox2d, LabelObject } from '../common/labelSet.ts';

/** An object with its cuboid as it is written: in the world where there are poses. */
export interface Placed {
  readonly object: LabelObject;
  readonly cuboid: Cuboid;
}

export function cuboidAnnotation(
  { object, cuboid }: Placed,
  track: number,
  category: number,
  index: number,
): object {
  const { centre, size, rotation } = cuboid;
  const [qx, qy, qz, qw] = rotation;
  return {
    id: track,
    category_id: category,
    type: 'cuboid',
    position: { x: centre[0], y: centre[1], z: centre[2] },
    dimensions: { x: size[0], y: size[1], z: size[2] },
    yaw: roundRadians(cuboidYaw(cuboid)),
    ...(qx === 0 && qy === 0 ? {} : { rotation: { qx, qy, qz, qw } }),
    track_id: track,
    // A box of which nobody has said it is one that somebody drew: Segments.ai computes the others anew.
    is_keyframe: object.isKeyframe ?? true,
    index,
    ...written(object.attributes),
  };
}

/** The corners of a 2D box, upper left and lower right, counted from the image's own corner. */
export function boxAnnotation(
  { rectangle, attributes = {} }: LabelBox2d,
  track: number,
  category: number,
): object {
  const { left, top, right, bottom } = toImageCorner(rectangle);
  return {
    id: track,
    category_id: category,
    type: 'bbox',
    points: [
      [left, top],
      [right, bottom],
    ],
    track_id: track,
    is_keyframe: true,
    ...written(attributes),
  };
}

function written(attributes: Attributes): { attributes?: Attributes } {
  const entries = Object.entries(attributes).sort(([a], [b]) => compareCodePoints(a, b));
  return entries.length === 0 ? {} : { attributes: Object.fromEntries(entries) };
}
