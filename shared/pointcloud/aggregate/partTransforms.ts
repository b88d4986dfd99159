import type { Cuboid } from '../../geometry/cuboid.ts';
import { apply, multiply, transpose } from '../../geometry/matrix3.ts';
import { toMatrix3 } from '../../geometry/quaternion.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { add, subtract, type Vec3 } from '../../geometry/vec3.ts';

/** The label frame of one moment from that of another, through the world; float64. */
export function labelFromOtherLabel(
  worldFromLabel: RigidTransform,
  worldFromOther: RigidTransform,
): RigidTransform {
  return composeTransforms(invertTransform(worldFromLabel), worldFromOther);
}

/**
 * Moves what is in one cuboid to where it is in another: targetLabel from sourceLabel, so that centre lies on centre and
 * axes on axes. Sizes are left alone: points are not stretched.
 */
export function cuboidMove(source: Cuboid, target: Cuboid): RigidTransform {
  const rotation = multiply(toMatrix3(target.rotation), transpose(toMatrix3(source.rotation)));
  return { rotation, translation: subtract(target.centre, apply(rotation, source.centre)) };
}

/** An object's cuboid in another frame, and in the one that is looked at; undefined: it is not there. */
export interface CuboidPair {
  readonly source: Cuboid;
  readonly target: Cuboid | undefined;
}

/**
 * How each part of another frame's points (see `pointParts`) is moved to the frame that is looked at: the first along with
 * the world, the others along with their objects, or with the world where an object is not there.
 */
export function partTransforms(
  labelFromOther: RigidTransform,
  pairs: readonly CuboidPair[],
): readonly RigidTransform[] {
  return [
    labelFromOther,
    ...pairs.map(({ source, target }) =>
      target === undefined ? labelFromOther : cuboidMove(source, target),
    ),
  ];
}

/**
 * The same transform between frames whose zeros lie elsewhere: what float32 on the GPU is given. Computed in float64, so
 * that it is as small as what lies near to both origins.
 */
export function betweenOrigins(
  { rotation, translation }: RigidTransform,
  sourceOrigin: Vec3,
  targetOrigin: Vec3,
): RigidTransform {
  return {
    rotation,
    translation: subtract(add(apply(rotation, sourceOrigin), translation), targetOrigin),
  };
}
