import { fromMatrix3, toMatrix3, type Quaternion } from '../../geometry/quaternion.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { computedPoint } from '../common/numbers.ts';

/** A pose as the tables have it. */
export interface TablePose {
  readonly translation: Vec3;
  /** w x y z. */
  readonly rotation: readonly [w: number, x: number, y: number, z: number];
}

export function tablePose({ rotation, translation }: RigidTransform): TablePose {
  return { translation: computedPoint(translation), rotation: tableRotation(fromMatrix3(rotation)) };
}

export function tableRotation(rotation: Quaternion): TablePose['rotation'] {
  const [x, y, z, w] = roundQuaternion(rotation);
  return [w, x, y, z];
}

/** What the written numbers mean: cuboids are put into the world with these, so that they come out of it again. */
export function fromTablePose({ rotation: [w, x, y, z], translation }: TablePose): RigidTransform {
  return { rotation: toMatrix3([x, y, z, w]), translation };
}
