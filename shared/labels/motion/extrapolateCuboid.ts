import type { Cuboid } from '../../geometry/cuboid.ts';
import { apply } from '../../geometry/matrix3.ts';
import {
  conjugate,
  fromRotationVector,
  multiply,
  toMatrix3,
  toRotationVector,
} from '../../geometry/quaternion.ts';
import { addScaled, scale, subtract } from '../../geometry/vec3.ts';
import type { Knot } from './interpolateCuboid.ts';

/**
 * An object beyond the moments at which it is known, going on as it did between the last two, with constant speed and
 * constant turn rate: between two steps of a circle its way turns by half of each. Known at one moment alone it stands
 * still.
 *
 * @param knots one or more, the nearest to `time` last
 */
export function extrapolateCuboid(knots: readonly Knot[], time: number): Cuboid {
  const [last, before] = [knots.at(-1)!, knots.at(-2)];
  if (before === undefined) return last.cuboid;
  const { centre, size, rotation } = last.cuboid;
  const share = (time - last.time) / (last.time - before.time);
  // In the fixed frame, whichever way its axes point.
  const turned = toRotationVector(multiply(rotation, conjugate(before.cuboid.rotation)));
  const way = subtract(centre, before.cuboid.centre);
  const turnedWay = apply(toMatrix3(fromRotationVector(scale(turned, (1 + share) / 2))), way);
  return {
    centre: addScaled(centre, turnedWay, share),
    size,
    rotation: multiply(fromRotationVector(scale(turned, share)), rotation),
  };
}
