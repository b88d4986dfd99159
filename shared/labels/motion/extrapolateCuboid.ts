import type { Cuboid } from '../../geometry/cuboid.ts';
import { conjugate, fromRotationVector, multiply, toRotationVector } from '../../geometry/quaternion.ts';
import { addScaled, scale, subtract, type Vec3 } from '../../geometry/vec3.ts';
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
  const turned = toRotationVector(multiply(conjugate(before.cuboid.rotation), rotation));
  const way = subtract(centre, before.cuboid.centre);
  return {
    centre: addScaled(centre, turnAboutVertical(way, (turned[2] * (1 + share)) / 2), share),
    size,
    rotation: multiply(rotation, fromRotationVector(scale(turned, share))),
  };
}

function turnAboutVertical([x, y, z]: Vec3, angleRad: number): Vec3 {
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  return [x * cos - y * sin, x * sin + y * cos, z];
}
